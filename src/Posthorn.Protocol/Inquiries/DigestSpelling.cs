using System.Buffers;
using System.Buffers.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>Thirty-two bytes as somebody may have written them.</summary>
internal static class DigestSpelling
{
    private const int HexLength = SigningKey.MacBytes * 2;
    private const int PaddedLength = 44;
    private const int BareLength = 43;

    /// <returns>Null where it is no digest in any spelling.</returns>
    public static (byte[] Mac, string Spelling)? Read(string text) => text.Length switch
    {
        HexLength => FromHex(text),
        PaddedLength or BareLength => FromBase64(text),
        _ => null,
    };

    private static (byte[] Mac, string Spelling)? FromHex(string text)
    {
        var mac = new byte[SigningKey.MacBytes];
        return Convert.FromHexString(text, mac, out _, out _) == OperationStatus.Done
            ? (mac, text.AsSpan().ContainsAnyInRange('A', 'F') ? "hex in capitals" : "hex")
            : null;
    }

    private static (byte[] Mac, string Spelling)? FromBase64(string text)
    {
        var mac = new byte[SigningKey.MacBytes + 1];
        if (text.Length == PaddedLength && Convert.TryFromBase64String(text, mac, out var length) && length == SigningKey.MacBytes)
        {
            return (mac[..length], "base64");
        }

        var bare = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return bare.Length == BareLength && Base64Url.IsValid(bare) && Base64Url.TryDecodeFromChars(bare, mac, out var read) && read == SigningKey.MacBytes
            ? (mac[..read], text.AsSpan().ContainsAny('-', '_') ? "base64url" : "base64 without its padding")
            : null;
    }
}
