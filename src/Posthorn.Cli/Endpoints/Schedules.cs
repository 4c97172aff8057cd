using System.Globalization;
using Posthorn.Api.Endpoints;

namespace Posthorn.Cli.Endpoints;

/// <summary>Schedules as they are typed and shown: a preset's name, or waits in seconds with commas between.</summary>
internal static class Schedules
{
    public static string Text(Schedule schedule) =>
        schedule.Preset ?? string.Join(',', schedule.Waits.Select(wait => wait.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Which names and waits there may be, the server knows.</summary>
    public static Schedule Parse(string text)
    {
        var waits = new List<double>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var wait))
            {
                return Schedule.Named(text);
            }

            waits.Add(wait);
        }

        return Schedule.Of(waits);
    }
}
