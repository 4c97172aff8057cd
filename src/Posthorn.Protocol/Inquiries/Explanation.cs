using System.Globalization;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>Why a request was refused: what a search has proven, what the clock says, and what can be seen without proof.</summary>
internal sealed class Explanation(
    SigningScheme scheme, CapturedHeaders headers, ReadOnlyMemory<byte> body, IReadOnlyList<string> secrets, SignatureVerdict verdict)
{
    private const int MinutesOfZone = 15;

    public IEnumerable<SignatureFinding> Find()
    {
        var others = OtherScheme.Find(scheme, headers, body, secrets).ToList();
        if (others.Exists(static other => other.Evidence is not null))
        {
            return others;
        }

        var search = new Search(scheme, headers, body, secrets);
        var proven = search.Run();
        if (proven.Count > 0)
        {
            return proven.SelectMany(Findings);
        }

        List<SignatureFinding> seen = [.. others, .. Suspicions.Of(headers, body)];
        if (seen.Count == 0 && verdict.Status is (SignatureStatus.Mismatch or SignatureStatus.OutsideTolerance))
        {
            seen.Add(new("unexplained", "Nothing that was tried gives this signature: the secret is another one, or the content was changed."));
        }

        if (search.IsCutShort)
        {
            seen.Add(new("search_cut_short", "The body is so large that not everything was tried."));
        }

        return seen;
    }

    private IEnumerable<SignatureFinding> Findings(Match match)
    {
        var number = match.Secret + 1;
        if (match.Causes.Count == 0)
        {
            yield return Clock() with { Evidence = $"The signature was computed with secret number {Text(number)}: it is the one that came.", SecretNumber = number };
            yield break;
        }

        var evidence = $"The signature was computed with secret number {Text(number)}, with {string.Join(", and ", match.Causes.Select(static cause => cause.Tried))}: "
            + "it is the one that came.";
        foreach (var cause in match.Causes)
        {
            yield return new(cause.Code, cause.Message) { Evidence = evidence, SecretNumber = number };
        }

        // Who mends the first would else meet the second.
        if (verdict.Status == SignatureStatus.OutsideTolerance && !match.Causes.Any(static cause => cause.Code.StartsWith("timestamp_", StringComparison.Ordinal)))
        {
            yield return Clock() with { Evidence = evidence, SecretNumber = number };
        }
    }

    private SignatureFinding Clock()
    {
        if (verdict.Hint is SignatureHint.TimestampInSeconds or SignatureHint.TimestampInMilliseconds)
        {
            return new("timestamp_unit", "The signature is right, but its timestamp counts in another unit than this scheme: milliseconds and seconds are mixed.");
        }

        if (verdict.Status == SignatureStatus.Malformed)
        {
            return new("timestamp_form", "The signature is right, but its timestamp is not one that this scheme has: digits only.");
        }

        var skew = verdict.Skew ?? default;
        var seconds = Math.Round(Math.Abs(skew.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
        var zone = IsZone(skew) ? " That is the difference of two time zones." : "";
        return skew > TimeSpan.Zero
            ? new("clock_ahead", $"The signature is right; its time lies {seconds} s in the future. One of the two clocks is wrong.{zone}")
            : new("clock_behind", $"The signature is right; it is {seconds} s old. A clock is wrong, or an old request was sent again.{zone}");
    }

    private static bool IsZone(TimeSpan skew)
    {
        var minutes = Math.Abs(skew.TotalMinutes);
        return minutes is > 2 * MinutesOfZone and < 15 * 60 && Math.Abs(minutes - (Math.Round(minutes / MinutesOfZone) * MinutesOfZone)) < 0.5;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
