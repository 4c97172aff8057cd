using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>A signature that is not whole any more, and yet can be told from any other: its beginning, or its letters without their case.</summary>
internal static class CutDigests
{
    public static Match? Find(SchemeRow row, CapturedHeaders headers, IEnumerable<KeyCandidate> keys, TextCandidate? text, BodyCandidate body)
    {
        if (text is null)
        {
            return null;
        }

        Span<byte> mac = stackalloc byte[SigningKey.MacBytes];
        var received = headers.All(row.SignatureHeader).SelectMany(ReceivedDigests.Texts).ToList();
        foreach (var key in keys)
        {
            Trials.Compute(key, text, body, mac);
            var expected = row.Encoding == DigestEncoding.Hex ? Convert.ToHexStringLower(mac) : Convert.ToBase64String(mac);
            if (received.Select(piece => CauseOf(piece, expected)).OfType<Cause>().FirstOrDefault() is { } cause)
            {
                return new(key.Secret, [cause]);
            }
        }

        return null;
    }

    private static Cause? CauseOf(string piece, string expected) => piece switch
    {
        _ when piece.Length == expected.Length && piece.Equals(expected, StringComparison.OrdinalIgnoreCase) => new(
            "header_case_changed", "Somebody changed the case of letters in the value of the header.", "the signature without regard to case"),
        _ when piece.Length < expected.Length && expected.StartsWith(piece, StringComparison.OrdinalIgnoreCase) => new(
            "digest_cut", "The signature is the right one, but its end is missing.", "the beginning of the signature"),
        _ when piece.Length > expected.Length && piece.StartsWith(expected, StringComparison.OrdinalIgnoreCase) => new(
            "digest_extended", "The signature is the right one, but something was added after it.", "the beginning of the header"),
        _ => null,
    };
}
