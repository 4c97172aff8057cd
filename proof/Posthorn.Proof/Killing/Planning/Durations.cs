using System.Globalization;

namespace Posthorn.Proof.Killing.Planning;

/// <summary>How long, as people write it: 90s, 2m, 1.5h.</summary>
internal static class Durations
{
    public static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var unit = text.Length == 0 ? '\0' : text[^1];
        var seconds = unit switch { 's' => 1, 'm' => 60, 'h' => 3_600, _ => 0 };
        if (seconds == 0 || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var total = number * seconds;
        duration = total is > 0 and < 604_800 ? TimeSpan.FromSeconds(total) : default;
        return duration > TimeSpan.Zero;
    }
}
