using System.Globalization;
using Posthorn.Protocol.Inquiries;

namespace Posthorn.Protocol.Signing;

/// <summary>
/// Finds out why a request was refused, by trying what people get wrong: the clock, the reading of the secret, the text that is signed, a body or
/// a header that something rewrote on its way. For tools and logs of developers; it costs thousands of signatures and decides nothing.
/// </summary>
public static class SignatureInquiry
{
    /// <summary>Explains a verification.</summary>
    /// <param name="scheme">The scheme that the receiver expects.</param>
    /// <param name="headers">The request's headers. Of <see cref="HeaderPairs"/> all are looked at, else those that schemes know.</param>
    /// <param name="body">The body as it came.</param>
    /// <param name="secrets">The secrets that the receiver holds.</param>
    /// <param name="now">The receiver's time.</param>
    /// <param name="tolerance">The receiver's tolerance.</param>
    /// <returns>
    /// What was found, the most telling first. The first is the verdict itself, by its code; with <c>valid</c> nothing but remarks follows. When
    /// two things came together, both are named, with the same evidence. <c>unexplained</c> says that the secret is another or the content of the
    /// body was changed.
    /// </returns>
    public static IReadOnlyList<SignatureFinding> Explain(
        SigningScheme scheme,
        IHeaderLookup headers,
        ReadOnlyMemory<byte> body,
        IReadOnlyList<string> secrets,
        DateTimeOffset now,
        TimeSpan tolerance)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(headers);
        ArgumentNullException.ThrowIfNull(secrets);
        var findings = new List<SignatureFinding>();
        var (keys, numbers) = (new List<SigningKey>(), new List<int>());
        foreach (var (index, secret) in secrets.Index())
        {
            if (scheme.TryCreateKey(secret, out var key, out var problem))
            {
                keys.Add(key);
                numbers.Add(index + 1);
            }
            else
            {
                findings.Add(new("secret_unusable", secrets.Count == 1 ? problem : $"Secret number {Text(index + 1)}: {problem}"));
            }
        }

        var verdict = scheme.Verify(headers, body.Span, [.. keys], now, tolerance);
        var captured = CapturedHeaders.Of(headers);
        var number = verdict.IsValid ? numbers[verdict.KeyIndex] : (int?)null;
        findings.Insert(0, new(verdict.Code, verdict.Explanation) { SecretNumber = number });
        findings.AddRange(verdict.IsValid
            ? Remarks.Of(scheme, captured, number!.Value)
            : new Explanation(scheme, captured, body, secrets, verdict).Find());
        return findings;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
