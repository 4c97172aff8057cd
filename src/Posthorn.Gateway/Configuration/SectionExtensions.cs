using System.Globalization;

namespace Posthorn.Gateway.Configuration;

/// <summary>Values that are more than text.</summary>
internal static class SectionExtensions
{
    /// <summary>A time such as <c>30s</c>, <c>5m</c>, <c>12h</c> or <c>40d</c>.</summary>
    public static TimeSpan Duration(this Section section, string key, TimeSpan otherwise)
    {
        if (section.Value(key) is not { } entry)
        {
            return otherwise;
        }

        TimeSpan? unit = entry.Text.Length < 2 ? null : entry.Text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        var digits = entry.Text.AsSpan(0, Math.Max(0, entry.Text.Length - 1));
        if (unit is { } one && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 36_500)
        {
            return number * one;
        }

        section.Mistake(key, "write a whole number and s, m, h or d, such as 30s.");
        return otherwise;
    }

    public static int Number(this Section section, string key, int otherwise, int least, int most)
    {
        if (section.Value(key) is not { } entry)
        {
            return otherwise;
        }

        if (int.TryParse(entry.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
        {
            return number;
        }

        section.Mistake(key, string.Create(CultureInfo.InvariantCulture, $"write a whole number from {least} to {most}."));
        return otherwise;
    }

    /// <summary>A moment with its offset, as <c>2026-12-01T00:00:00Z</c>.</summary>
    public static DateTimeOffset? Moment(this Section section, string key)
    {
        if (section.Value(key) is not { } entry)
        {
            return null;
        }

        string[] forms = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"];
        var hasOffset = entry.Text.EndsWith('Z') || (entry.Text.Length > 6 && entry.Text[^6] is '+' or '-' && entry.Text[^3] == ':');
        if (hasOffset && DateTimeOffset.TryParseExact(entry.Text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var moment))
        {
            return moment;
        }

        section.Mistake(key, "write a moment with its offset, such as 2026-12-01T00:00:00Z.");
        return null;
    }
}
