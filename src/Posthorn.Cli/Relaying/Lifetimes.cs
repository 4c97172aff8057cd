using System.CommandLine;
using System.Globalization;

namespace Posthorn.Cli.Relaying;

/// <summary>Spans of time as people type them: 30m, 12h, 7d.</summary>
internal static class Lifetimes
{
    private const double MostDays = 3653;

    /// <returns>Null when it is none.</returns>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length < 2 || !double.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            return null;
        }

        var days = text[^1] switch
        {
            'd' => number,
            'h' => number / 24,
            'm' => number / (24 * 60),
            _ => double.NaN,
        };
        return days is >= 0 and <= MostDays ? TimeSpan.FromDays(days) : null;
    }

    public static string Text(TimeSpan span) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(span.TotalDays >= 1 ? span.TotalDays : span.TotalHours >= 1 ? span.TotalHours : span.TotalMinutes):0.#} {(span.TotalDays >= 1 ? "days" : span.TotalHours >= 1 ? "hours" : "minutes")}");

    /// <summary>Refuses what is no span before anything is done.</summary>
    public static void Check(Option<string> option) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<string>() is { } text && Parse(text) is null)
        {
            result.AddError($"{option.Name}: give a number with m, h or d behind it, such as 12h or 7d, at most {MostDays}d.");
        }
    });
}
