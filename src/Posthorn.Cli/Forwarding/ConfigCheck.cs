using Posthorn.Cli.Printing;
using Posthorn.Gateway.Configuration;

namespace Posthorn.Cli.Forwarding;

/// <summary>Reads a gateway's configuration and tells what it would do. Opens nothing, calls nobody.</summary>
internal static class ConfigCheck
{
    public static int Run(string path, Surroundings surroundings)
    {
        var reading = ConfigFile.Read(path, surroundings.Variable, surroundings.Clock.GetUtcNow());
        if (!TryTell(path, reading, surroundings, out var settings))
        {
            return ExitCodes.Failed;
        }

        new Printer(surroundings).Print(new() { Sheets = [GatewaySheets.Sources(settings), GatewaySheets.Destinations(settings)] }, asJson: false);
        surroundings.Out.WriteLine();
        surroundings.Out.WriteLine("ok");
        return ExitCodes.Done;
    }

    /// <summary>Tells warnings and mistakes, each with its line.</summary>
    /// <returns>Whether there is a configuration to work with.</returns>
    public static bool TryTell(
        string path, ConfigReading reading, Surroundings surroundings, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out GatewaySettings? settings)
    {
        FileNotes.Tell(path, reading.Warnings, surroundings, "warning: ");
        FileNotes.Tell(path, reading.Mistakes, surroundings);

        settings = reading.Settings;
        if (settings is null)
        {
            var count = reading.Mistakes.Count;
            surroundings.Error.WriteLine($"{CommandTree.Name}: {(count == 1 ? "1 mistake" : $"{count} mistakes")} in the configuration; nothing was started.");
        }

        return settings is not null;
    }
}
