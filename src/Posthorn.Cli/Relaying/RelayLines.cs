using System.Globalization;
using Posthorn.Cli.Serving;
using Posthorn.Relay.Running;

namespace Posthorn.Cli.Relaying;

/// <summary>What a relay says of itself when it starts. A token that was given is not said again.</summary>
internal static class RelayLines
{
    public static IEnumerable<string> Of(RunningRelay relay, RelayOptions options) =>
    [
        $"{CommandTree.Name} {VersionCommand.Version}",
        $"Store       {relay.Store}, sealed",
        string.Create(
            CultureInfo.InvariantCulture,
            $"Keeps       bodies up to {options.BodyLimit} bytes, for {Lifetimes.Text(options.Keep)}, {options.KeepBytes} bytes in all; nothing is verified here"),
        .. relay.Sources.All.Select(source => $"Source      {source.Name}: /in/{source.Name}, token {TokenOf(relay, options, source.Name)}"),
        .. relay.Urls.Select(StartUpLines.Address),
    ];

    private static string TokenOf(RunningRelay relay, RelayOptions options, string source) =>
        relay.Sources.MadeTokens.TryGetValue(source, out var made) ? $"{made}  <- for listeners, shown this once. Store it now."
        : options.Token is null ? "as shown at its first start"
        : "as given";
}
