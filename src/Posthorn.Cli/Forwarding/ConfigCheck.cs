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
        foreach (var warning in reading.Warnings)
        {
            surroundings.Error.WriteLine($"{Place(path, warning)}: warning: {Printable.Of(warning.Text)}");
        }

        foreach (var mistake in reading.Mistakes)
        {
            surroundings.Error.WriteLine($"{Place(path, mistake)}: {Printable.Of(mistake.Text)}");
        }

        settings = reading.Settings;
        if (settings is null)
        {
            var count = reading.Mistakes.Count;
            surroundings.Error.WriteLine($"{CommandTree.Name}: {(count == 1 ? "1 mistake" : $"{count} mistakes")} in the configuration; nothing was started.");
        }

        return settings is not null;
    }

    // As compilers write it, so that editors can go there.
    private static string Place(string path, ConfigNote note) => note.Line == 0 ? Printable.Of(path) : $"{Printable.Of(path)}:{note.Line}";
}
