using System.Text;

namespace Posthorn.Protocol.Signing;

/// <summary>The other ways in which the text of a secret is read: each is somebody's rule.</summary>
internal static class KeyReadings
{
    private const string Prefix = "whsec_";

    internal static IEnumerable<(string Code, SigningKey Key, string Message)> Of(SigningScheme scheme, string secret)
    {
        var bare = secret.Trim();
        var tail = bare.StartsWith(Prefix, StringComparison.Ordinal) ? bare[Prefix.Length..] : bare;
        (string Code, byte[]? Bytes, string Message)[] readings =
        [
            ("secret_trimmed", bare == secret ? null : Usual(scheme, bare), "The configured secret has white space around it."),
            ("secret_verbatim", Encoding.UTF8.GetBytes(bare), "The sender used the text of the secret as it stands, without decoding it."),
            ("secret_prefix_stripped", Encoding.UTF8.GetBytes(tail), "The sender took whsec_ off and used the rest as text."),
            ("secret_base64_decoded", FromBase64(tail), "The sender decoded the secret as base64."),
            ("secret_hex_decoded", FromHex(tail), "The sender decoded the secret as hex."),
        ];
        return from reading in readings
               where reading.Bytes is { Length: > 0 }
               select (reading.Code, scheme.KeyFrom(reading.Bytes), reading.Message);
    }

    private static byte[]? Usual(SigningScheme scheme, string secret) =>
        SecretText.TryDecode(scheme.KeyRule, secret, out var bytes, out _) ? bytes : null;

    private static byte[]? FromBase64(string text)
    {
        var buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out var length) ? buffer[..length] : null;
    }

    private static byte[]? FromHex(string text)
    {
        var buffer = new byte[text.Length / 2];
        return Convert.FromHexString(text, buffer, out _, out _) == System.Buffers.OperationStatus.Done ? buffer : null;
    }
}
