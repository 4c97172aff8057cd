using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Posthorn.Delivery.Secrets;

namespace Posthorn.Delivery.Partners;

/// <summary>A key's text: <c>phk_</c>, the id by which it is found, 256 bits of chance, and a checksum by which scanners tell a key from noise.</summary>
internal static class ApiKeyText
{
    public const int Length = 86;

    private const string Prefix = "phk_";
    private const int IdLength = 32;
    private const int SecretBytes = 32;
    private const int ChecksumLength = 6;
    private const int MostUtf8 = 1_024;

    public static string Create(ApiKeyId id, FillRandom random)
    {
        Span<byte> secret = stackalloc byte[SecretBytes];
        random(secret);
        var text = $"{Prefix}{id.Value:N}_{Base64Url.EncodeToString(secret)}";
        CryptographicOperations.ZeroMemory(secret);
        return text + Checksum(text);
    }

    /// <summary>Whether a text is a key, by its form and checksum alone; nothing is looked up.</summary>
    public static bool IsWellFormed(string text) =>
        TryReadId(text, out _) && text.EndsWith(Checksum(text[..^ChecksumLength]), StringComparison.Ordinal);

    /// <summary>The id within a text of the right form.</summary>
    public static bool TryReadId(ReadOnlySpan<char> text, out ApiKeyId id)
    {
        id = default;
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length + IdLength] != '_'
            || !Guid.TryParseExact(text.Slice(Prefix.Length, IdLength), "N", out var value))
        {
            return false;
        }

        id = new(value);
        return true;
    }

    /// <summary>The hash by which a text is known. Of the whole text, so that another spelling of the same bytes is another key.</summary>
    /// <returns>False when the text is longer than any key.</returns>
    public static bool TryHash(ReadOnlySpan<char> text, Span<byte> hash)
    {
        Span<byte> utf8 = stackalloc byte[MostUtf8];
        if (!Encoding.UTF8.TryGetBytes(text, utf8, out var length))
        {
            return false;
        }

        _ = SHA256.HashData(utf8[..length], hash);
        CryptographicOperations.ZeroMemory(utf8[..length]);
        return true;
    }

    private static string Checksum(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)))[..ChecksumLength];
}
