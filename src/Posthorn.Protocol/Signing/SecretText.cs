using System.Buffers.Text;
using System.Text;

namespace Posthorn.Protocol.Signing;

/// <summary>Secrets as text: how they become keys, which are good enough, how new ones are made. No message ever holds a secret.</summary>
internal static class SecretText
{
    internal const int RandomBytes = 32;

    private const string Prefix = "whsec_";
    private const int MinDecodedBytes = 24;
    private const int MaxDecodedBytes = 64;
    private const int MinVerbatimBytes = 16;
    private const int MaxVerbatimBytes = 128;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static bool TryDecode(KeyRule rule, string secret, out byte[] bytes, out string? problem)
    {
        bytes = [];
        problem = secret.Length == 0 ? "The secret is empty." : null;
        if (problem is null)
        {
            problem = rule == KeyRule.Verbatim ? ReadVerbatim(secret, out bytes) : ReadEncoded(secret, out bytes);
        }

        return problem is null;
    }

    internal static string? CheckStrength(KeyRule rule, string secret)
    {
        if (!TryDecode(rule, secret, out var bytes, out var problem))
        {
            return problem;
        }

        if (rule == KeyRule.Decoded)
        {
            return bytes.Length is >= MinDecodedBytes and <= MaxDecodedBytes ? null : "The secret must hold 24 to 64 bytes once decoded.";
        }

        if (secret.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return "The secret must consist of visible ASCII characters, without white space.";
        }

        return bytes.Length is >= MinVerbatimBytes and <= MaxVerbatimBytes ? null : "The secret must have 16 to 128 characters.";
    }

    internal static string Write(SecretForm form, ReadOnlySpan<byte> random) =>
        form == SecretForm.Prefixed ? Prefix + Convert.ToBase64String(random) : Base64Url.EncodeToString(random);

    private static string? ReadVerbatim(string secret, out byte[] bytes)
    {
        try
        {
            bytes = StrictUtf8.GetBytes(secret);
            return null;
        }
        catch (EncoderFallbackException)
        {
            bytes = [];
            return "The secret is not valid Unicode text.";
        }
    }

    private static string? ReadEncoded(string secret, out byte[] bytes)
    {
        var encoded = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret.AsSpan(Prefix.Length) : secret;
        var buffer = new byte[encoded.Length];

        // The platform reads white space and stray bits in base64 without complaint; only the one canonical spelling is a secret.
        if (!Convert.TryFromBase64Chars(encoded, buffer, out var length)
            || !encoded.SequenceEqual(Convert.ToBase64String(buffer, 0, length)))
        {
            bytes = [];
            return "The secret is not canonical base64 after whsec_ (standard alphabet, padded, no white space).";
        }

        bytes = buffer[..length];
        return length == 0 ? "The secret holds no bytes." : null;
    }
}
