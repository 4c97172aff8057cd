namespace Posthorn.Cli;

/// <summary>How this very program is started once more.</summary>
internal static class OwnProgram
{
    public static IReadOnlyList<string> Command { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? [Environment.ProcessPath!, typeof(OwnProgram).Assembly.Location]
            : [Environment.ProcessPath!];
}
