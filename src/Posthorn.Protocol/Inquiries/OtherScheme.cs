using System.Globalization;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>Headers of another scheme than the expected one, and whether they hold.</summary>
internal static class OtherScheme
{
    public static IEnumerable<SignatureFinding> Find(SigningScheme expected, CapturedHeaders headers, ReadOnlyMemory<byte> body, IReadOnlyList<string> secrets)
    {
        var pairs = new HeaderPairs(headers.Pairs);
        foreach (var scheme in SigningScheme.All.Where(scheme => scheme != expected && headers.All(scheme.Row.SignatureHeader).Count > 0))
        {
            var number = NumberOf(scheme, pairs, body, secrets);
            yield return new("other_scheme", $"The request carries the signature header of the {scheme.Name} scheme.")
            {
                SecretNumber = number,
                Evidence = number is null
                    ? null
                    : string.Create(CultureInfo.InvariantCulture, $"By the rules of {scheme.Name} the signature is the one of secret number {number}."),
            };
        }
    }

    private static int? NumberOf(SigningScheme scheme, HeaderPairs headers, ReadOnlyMemory<byte> body, IReadOnlyList<string> secrets)
    {
        foreach (var (index, secret) in secrets.Index())
        {
            // Whatever the time: this is about the signature alone.
            if (scheme.TryCreateKey(secret, out var key, out _)
                && scheme.Verify(headers, body.Span, [key], DateTimeOffset.UnixEpoch, TimeSpan.MaxValue).IsValid)
            {
                return index + 1;
            }
        }

        return null;
    }
}
