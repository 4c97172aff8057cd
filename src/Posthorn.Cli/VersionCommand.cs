using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Posthorn.Cli;

internal static class VersionCommand
{
    public static string Version { get; } =
        typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static Command Create(Surroundings surroundings)
    {
        var json = new Option<bool>("--json") { Description = "Prints JSON." };
        var command = new CliCommand("version", "Says which Posthorn this is, and what it runs on.") { Examples = ["posthorn version"] }.With(json);
        command.SetAction(parsed => surroundings.Out.WriteLine(parsed.GetValue(json)
            ? $$"""{"version":"{{Version}}","runtime":"{{JsonEncodedText.Encode(RuntimeInformation.FrameworkDescription)}}"}"""
            : $"{CommandTree.Name} {Version} on {RuntimeInformation.FrameworkDescription}"));

        return command;
    }
}
