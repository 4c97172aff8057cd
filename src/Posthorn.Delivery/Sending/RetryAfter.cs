using System.Globalization;

namespace Posthorn.Delivery.Sending;

/// <summary>Reads <c>Retry-After</c>, which a stranger wrote.</summary>
internal static class RetryAfter
{
    /// <summary>No endpoint may put a delivery off for longer.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);

    // The three forms of RFC 9110, 5.6.7: one in use, two that recipients must still read.
    private static readonly string[] DateForms = ["r", "dddd, dd-MMM-yy HH:mm:ss 'GMT'", "ddd MMM d HH:mm:ss yyyy"];

    /// <summary>The wait from <paramref name="now"/>; null where nothing sensible was asked for, or nothing in the future.</summary>
    public static TimeSpan? Parse(ReadOnlySpan<char> text, DateTimeOffset now)
    {
        text = text.Trim(" \t");
        if (text.IsEmpty)
        {
            return null;
        }

        if (!text.ContainsAnyExceptInRange('0', '9'))
        {
            // Digits without end are still a number, only a large one.
            var seconds = text.Length <= 9 ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : int.MaxValue;
            return Sensible(TimeSpan.FromSeconds(seconds));
        }

        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite;
        return DateTimeOffset.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, Utc, out var until) ? Sensible(until - now) : null;
    }

    private static TimeSpan? Sensible(TimeSpan wait)
        => wait <= TimeSpan.Zero ? null : wait < Longest ? wait : Longest;
}
