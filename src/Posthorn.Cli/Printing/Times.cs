using System.Globalization;

namespace Posthorn.Cli.Printing;

/// <summary>Moments as people and scripts read them: UTC, to the second.</summary>
internal static class Times
{
    public static string Text(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string? Text(DateTimeOffset? time) => time is { } moment ? Text(moment) : null;
}
