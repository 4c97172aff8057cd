using System.Globalization;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>The timestamps that may have been signed: the one that came, what became of it on its way, and its like in another unit.</summary>
internal static class TimestampVariants
{
    private const int MostOther = 4;
    private const int Thousand = 1000;
    private const int SecondsDigits = 10;
    private const int MillisecondsDigits = 13;
    private static readonly TimeSpan Farthest = TimeSpan.FromHours(1);

    public static List<ReceivedTime> Of(SchemeRow row, CapturedHeaders headers)
    {
        var times = new List<ReceivedTime>();
        var own = row.TimestampHeader is { } name ? headers.All(name) : [.. headers.All(row.SignatureHeader).SelectMany(Parts)];
        foreach (var text in own)
        {
            Add(times, text, own.Count == 1 ? null : new(
                "header_twice", "The header of the timestamp came more than once.", "one of the timestamps"));
            foreach (var (cleaned, cause) in HeaderRepairs.Of(text))
            {
                Add(times, cleaned, cause);
            }

            Add(times, text.Split(',')[0].Trim(), HeaderRepairs.Joined);
        }

        foreach (var time in times.ToList())
        {
            foreach (var other in InOtherUnit(time.Text))
            {
                Add(times, other, Unit);
            }
        }

        foreach (var (header, value) in headers.Pairs.Where(static pair => IsTime(pair.Value)).Take(MostOther))
        {
            Add(times, value, new("timestamp_other_header", $"The timestamp that was signed stands in another header, {Name(header)}.", $"the timestamp of {Name(header)}"));
        }

        return times;
    }

    /// <summary>What needs many trials: milliseconds that were cut off, and a time that somebody wrote anew.</summary>
    public static IEnumerable<ReceivedTime> Far(string text)
    {
        if (!IsTime(text))
        {
            yield break;
        }

        var value = long.Parse(text, CultureInfo.InvariantCulture);
        if (text.Length == SecondsDigits)
        {
            for (var rest = 1; rest < Thousand; rest++)
            {
                yield return new(Text((value * Thousand) + rest), Unit);
            }
        }

        var step = text.Length == MillisecondsDigits ? Thousand : 1;
        for (var seconds = 1; seconds <= Farthest.TotalSeconds; seconds++)
        {
            yield return new(Text(value - (seconds * step)), Altered(seconds, "later"));
            yield return new(Text(value + (seconds * step)), Altered(seconds, "earlier"));
        }

        for (var milliseconds = 1; step == Thousand && milliseconds < Thousand; milliseconds++)
        {
            yield return new(Text(value - milliseconds), Altered(0, "later"));
            yield return new(Text(value + milliseconds), Altered(0, "earlier"));
        }
    }

    private static Cause Unit { get; } = new(
        "timestamp_unit", "The timestamp that was signed counts in another unit than the one that came: milliseconds and seconds are mixed.", "the timestamp in the other unit");

    private static Cause Altered(int seconds, string direction) => new(
        "timestamp_altered",
        seconds == 0
            ? $"The timestamp was changed after signing: the one that came is {direction} by less than a second."
            : string.Create(CultureInfo.InvariantCulture, $"The timestamp was changed after signing: the one that came is {seconds} s {direction}."),
        "another timestamp");

    private static IEnumerable<string> InOtherUnit(string text) => text.Length switch
    {
        _ when !IsTime(text) => [],
        SecondsDigits => [text + "000"],
        MillisecondsDigits => [text[..SecondsDigits]],
        _ => [],
    };

    private static IEnumerable<string> Parts(string header) =>
        from part in header.Split(',')
        let trimmed = part.Trim().Trim('"')
        where trimmed.StartsWith("t=", StringComparison.Ordinal)
        select trimmed[2..];

    private static void Add(List<ReceivedTime> times, string text, Cause? cause)
    {
        if (text.Length is > 0 and <= Timestamps.MaxLength && !times.Exists(time => time.Text == text))
        {
            times.Add(new(text, cause));
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static bool IsTime(string text) => text.Length is SecondsDigits or MillisecondsDigits && Timestamps.AreDigits(text);

    private static string Name(string header) => HeaderRepairs.IsName(header) ? header : "one with a strange name";
}
