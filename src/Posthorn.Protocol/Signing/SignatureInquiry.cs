using System.Globalization;

namespace Posthorn.Protocol.Signing;

/// <summary>
/// Finds out why a request was refused, by trying what people get wrong: the clock, the reading of the secret, a body that something
/// rewrote on its way. For tools and logs of developers; it costs dozens of verifications and decides nothing.
/// </summary>
public static class SignatureInquiry
{
    /// <summary>Explains a verification.</summary>
    /// <param name="scheme">The scheme that the receiver expects.</param>
    /// <param name="headers">The request's headers.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="secrets">The secrets that the receiver holds.</param>
    /// <param name="now">The receiver's time.</param>
    /// <param name="tolerance">The receiver's tolerance.</param>
    /// <returns>
    /// What was found, the most telling first. The first is the verdict itself, by its code; with <c>valid</c> nothing follows. When
    /// nothing
    /// follows <c>mismatch</c>, the secret is another or the content of the body was changed.
    /// </returns>
    public static IReadOnlyList<SignatureFinding> Explain(
        SigningScheme scheme,
        IHeaderLookup headers,
        ReadOnlyMemory<byte> body,
        IReadOnlyList<string> secrets,
        DateTimeOffset now,
        TimeSpan tolerance)
    {
        var findings = new List<SignatureFinding>();
        var keys = new List<SigningKey>();
        foreach (var secret in secrets)
        {
            if (scheme.TryCreateKey(secret, out var key, out var problem))
            {
                keys.Add(key);
            }
            else
            {
                findings.Add(new("secret_unusable", problem));
            }
        }

        var verdict = scheme.Verify(headers, body.Span, [.. keys], now, tolerance);
        findings.Insert(0, new(verdict.Code, verdict.Explanation));
        findings.AddRange(verdict.Status switch
        {
            SignatureStatus.Missing => FindOtherSchemes(scheme, headers),
            SignatureStatus.OutsideTolerance or SignatureStatus.Mismatch or SignatureStatus.NoSecret =>
                FindChange(scheme, headers, body, secrets, keys, verdict),
            _ => [],
        });
        return findings;
    }

    private static IEnumerable<SignatureFinding> FindOtherSchemes(SigningScheme expected, IHeaderLookup headers) =>
        from scheme in SigningScheme.All
        where scheme != expected && headers.Find(scheme.HeaderNames[^1]).Count > 0
        select new SignatureFinding("other_scheme", $"The request carries the signature header of the {scheme.Name} scheme.");

    private static IEnumerable<SignatureFinding> FindChange(
        SigningScheme scheme,
        IHeaderLookup headers,
        ReadOnlyMemory<byte> body,
        IReadOnlyList<string> secrets,
        List<SigningKey> keys,
        SignatureVerdict verdict)
    {
        if (Matches(scheme, headers, body, keys))
        {
            yield return DescribeClock(verdict.Skew);
            yield break;
        }

        foreach (var (code, key, message) in secrets.SelectMany(secret => KeyReadings.Of(scheme, secret)))
        {
            if (Matches(scheme, headers, body, [key]))
            {
                yield return new(code, message);
            }
        }

        if (body.IsEmpty)
        {
            yield return new("body_empty", "The body is empty: was it read before it was verified?");
        }

        foreach (var (code, variant, message) in BodyVariants.Of(body))
        {
            if (Matches(scheme, headers, variant, keys))
            {
                yield return new(code, message);
                yield break;
            }
        }
    }

    /// <summary>Whatever the time: this is about the signature alone.</summary>
    private static bool Matches(SigningScheme scheme, IHeaderLookup headers, ReadOnlyMemory<byte> body, List<SigningKey> keys) =>
        keys.Count > 0 && scheme.Verify(headers, body.Span, [.. keys], DateTimeOffset.UnixEpoch, TimeSpan.MaxValue).IsValid;

    private static SignatureFinding DescribeClock(TimeSpan? skew)
    {
        var seconds = Math.Round(Math.Abs((skew ?? default).TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
        return skew > TimeSpan.Zero
            ? new("clock_ahead", $"The signature is right; its time lies {seconds} s in the future. One of the two clocks is wrong.")
            : new("clock_behind", $"The signature is right; it is {seconds} s old. A clock is wrong, or an old request was sent again.");
    }
}
