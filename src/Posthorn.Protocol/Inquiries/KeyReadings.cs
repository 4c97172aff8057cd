using System.Buffers.Text;
using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>The ways in which the text of a secret is read: the scheme's, and each that is somebody else's rule.</summary>
internal static class KeyReadings
{
    private const string Prefix = "whsec_";

    public static List<KeyCandidate> Of(SigningScheme scheme, IReadOnlyList<string> secrets) =>
        [.. secrets.SelectMany((secret, index) => Of(scheme, secret, index))];

    private static IEnumerable<KeyCandidate> Of(SigningScheme scheme, string secret, int index)
    {
        var seen = new List<byte[]>();
        if (Usual(scheme, secret) is { Length: > 0 } usual)
        {
            seen.Add(usual);
            yield return new(scheme.KeyFrom(usual), index, []);
        }

        foreach (var (bytes, cause) in Others(scheme, secret))
        {
            // Two rules that come to the same bytes are one reading: the first, which is the simpler.
            if (bytes is { Length: > 0 } && !seen.Exists(other => other.AsSpan().SequenceEqual(bytes)))
            {
                seen.Add(bytes);
                yield return new(scheme.KeyFrom(bytes), index, [cause]);
            }
        }
    }

    private static IEnumerable<(byte[]? Bytes, Cause Cause)> Others(SigningScheme scheme, string secret)
    {
        var bare = secret.Trim();
        var tail = bare.StartsWith(Prefix, StringComparison.Ordinal) ? bare[Prefix.Length..] : bare;
        yield return (Usual(scheme, bare), new("secret_trimmed", "The configured secret has white space around it.", "the secret without white space around it"));
        yield return (Usual(scheme, bare.Trim('"', '\'')), new("secret_quoted", "The configured secret has quotes around it.", "the secret without quotes"));
        yield return (Text(bare), new(
            "secret_verbatim", "The sender used the text of the secret as it stands, without decoding it.", "the text of the secret as it stands"));
        yield return (Text(tail), new("secret_prefix_stripped", "The sender took whsec_ off and used the rest as text.", "the text after whsec_"));
        yield return (FromBase64(tail), new("secret_base64_decoded", "The sender decoded the secret as base64.", "the secret decoded as base64"));
        yield return (FromHex(tail), new("secret_hex_decoded", "The sender decoded the secret as hex.", "the secret decoded as hex"));
        yield return (Text(Prefix + tail), new(
            "secret_prefix_missing", "The sender's secret has whsec_ before it, the configured one does not.", "whsec_ before the secret"));
        foreach (var end in new[] { "\n", "\r\n", " " })
        {
            yield return (Text(bare + end), new(
                "secret_line_end", "The sender's secret has white space at its end, such as the line break of a file.", "the secret with white space after it"));
        }
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[]? Usual(SigningScheme scheme, string secret) =>
        SecretText.TryDecode(scheme.KeyRule, secret, out var bytes, out _) ? bytes : null;

    private static byte[]? FromBase64(string text)
    {
        var buffer = new byte[text.Length];
        if (Convert.TryFromBase64String(text, buffer, out var length))
        {
            return buffer[..length];
        }

        return Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
    }

    private static byte[]? FromHex(string text)
    {
        var buffer = new byte[text.Length / 2];
        return Convert.FromHexString(text, buffer, out _, out _) == System.Buffers.OperationStatus.Done ? buffer : null;
    }
}
