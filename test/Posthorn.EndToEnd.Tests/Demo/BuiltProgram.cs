using System.Diagnostics;

namespace Posthorn.EndToEnd.Tests.Demo;

/// <summary>The posthorn that was built with these tests.</summary>
internal static class BuiltProgram
{
    public static IReadOnlyList<string> Command { get; } =
        [Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "posthorn.exe" : "posthorn")];

    public static Process Start(params IReadOnlyList<string> arguments) => Process.Start(new ProcessStartInfo(Command[0], arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
