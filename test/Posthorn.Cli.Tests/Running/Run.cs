namespace Posthorn.Cli.Tests.Running;

/// <summary>What a command left behind.</summary>
internal sealed record Run(int ExitCode, string Out, string Error)
{
    /// <summary>All of it, as a test approves it.</summary>
    public string Whole => $"exit code {ExitCode}\n--- out\n{Out}--- error\n{Error}";

    /// <summary>The second field of the line that begins with this name.</summary>
    public string Fact(string name) =>
        Out.Split('\n').Select(static line => line.Split('\t')).First(fields => fields[0] == name)[1];
}
