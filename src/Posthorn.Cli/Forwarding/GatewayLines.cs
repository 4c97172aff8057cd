using System.Globalization;
using Posthorn.Cli.Serving;
using Posthorn.Gateway.Configuration;
using Posthorn.Gateway.Running;

namespace Posthorn.Cli.Forwarding;

/// <summary>What a gateway says of itself when it starts: where the store is, what comes in, where it goes.</summary>
internal static class GatewayLines
{
    private const string Admin = "Admin at ";

    public static IEnumerable<string> Before(RunningGateway gateway, GatewaySettings settings) =>
    [
        $"{CommandTree.Name} {VersionCommand.Version}",
        $"Store       {gateway.Store}",
        .. settings.Sources.Select(static one => $"Source      {one.Name}: {one.Options.Profile} at {one.Path}"),
        .. settings.Destinations.Select(static one =>
            $"Destination {one.Name}: {GatewaySheets.TypesOf(one)} from {string.Join(", ", one.From)} to {one.Target.Description}, schedule {one.Schedule}"),
        string.Create(CultureInfo.InvariantCulture, $"Events      kept {settings.Server.Retention.TotalDays:0.#} days after their last change"),
        "Operator    " + StartUpLines.KeyOf(gateway.NewOperatorKey, settings.Server.OperatorKey, "the key of admin.key"),
    ];

    public static string AdminAddress(string url) => Admin + url;

    /// <summary>Reads the line again; null when it is another one.</summary>
    public static Uri? AdminAddressIn(string line) =>
        line.StartsWith(Admin, StringComparison.Ordinal) ? new Uri(line[Admin.Length..].TrimEnd('/') + '/') : null;
}
