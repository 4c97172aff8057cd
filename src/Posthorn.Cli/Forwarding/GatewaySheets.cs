using Posthorn.Cli.Printing;
using Posthorn.Gateway.Configuration;

namespace Posthorn.Cli.Forwarding;

/// <summary>What a gateway would do, as tables. No secret, and of a URL its origin alone.</summary>
internal static class GatewaySheets
{
    public static Sheet Sources(GatewaySettings settings) => new Sheet.List(
        ["source", "profile", "at", "secrets"],
        [.. settings.Sources.Select(one => Row(one.Name, one.Options.Profile, settings.Listen.TrimEnd('/') + one.Path, Words(one.Options.Secrets.Count)))],
        "No sources.");

    public static Sheet Destinations(GatewaySettings settings) => new Sheet.List(
        ["destination", "from", "types", "schedule", "to"],
        [.. settings.Destinations.Select(static one => Row(one.Name, string.Join(", ", one.From), TypesOf(one), one.Schedule, one.Target.Description))],
        "No destinations.");

    public static string TypesOf(DestinationSettings destination) => destination.Types is { } types ? string.Join(", ", types) : "all";

    private static IReadOnlyList<Cell> Row(params IEnumerable<string?> cells) => [.. cells.Select(static cell => (Cell)cell)];

    private static string Words(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
