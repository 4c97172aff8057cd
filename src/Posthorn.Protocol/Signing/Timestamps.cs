using System.Buffers;
using System.Globalization;

namespace Posthorn.Protocol.Signing;

/// <summary>Timestamps as the schemes write them: decimal digits and nothing else.</summary>
internal static class Timestamps
{
    /// <summary>More digits than any time has, and few enough that a hostile header costs nothing.</summary>
    internal const int MaxLength = 64;

    /// <summary>The last second of the year 9999, where <see cref="DateTimeOffset"/> ends.</summary>
    private const long LastSecond = 253_402_300_799;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    internal static bool AreDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExcept(Digits);

    internal static long In(TimestampUnit unit, DateTimeOffset time) =>
        unit == TimestampUnit.Milliseconds ? time.ToUnixTimeMilliseconds() : time.ToUnixTimeSeconds();

    /// <summary>
    /// How far a timestamp of digits lies ahead of <paramref name="now"/>; negative when it is behind. What no clock can show is as far
    /// ahead as can be said, and never an overflow.
    /// </summary>
    /// <remarks>
    /// The present is rounded down to the scheme's unit first, as the vendors' own samples do: 300 s late is not yet 301.
    /// </remarks>
    internal static TimeSpan Skew(TimestampUnit unit, ReadOnlySpan<char> digits, DateTimeOffset now)
    {
        var perSecond = unit == TimestampUnit.Milliseconds ? 1000 : 1;
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value / perSecond > LastSecond)
        {
            return TimeSpan.MaxValue;
        }

        return new((value - In(unit, now)) * (TimeSpan.TicksPerSecond / perSecond));
    }
}
