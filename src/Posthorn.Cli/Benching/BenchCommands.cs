using Posthorn.Bench;

namespace Posthorn.Cli.Benching;

/// <summary>The measuring instrument of <c>bench/</c>, run by the program that it measures.</summary>
internal static class BenchCommands
{
    public static CliCommand Create(Surroundings surroundings)
    {
        var command = new CliCommand("bench", "Measures Posthorn beside two floors on this machine, each role in a process of its own.")
        {
            Examples = ["posthorn bench --only throughput --rounds 3", "posthorn bench --storage postgres --only throughput", "posthorn bench --json > figures.json"],
            Remarks = ["Takes minutes and all of the machine. What is measured and how: bench/README.md."],
        };
        string[] self = [.. OwnProgram.Command, command.Name];
        BenchCommand.Fill(command, self, OwnProgram.Command, surroundings.Clock);
        foreach (var role in command.Subcommands)
        {
            // Processes that the bench starts for itself.
            role.Hidden = true;
        }

        var receive = new CliCommand("receive", "Measures receiving: verified, deduplicated and stored, beside an application that only reads the request.")
        {
            Examples = ["posthorn bench receive --rounds 3", "posthorn bench receive --storage postgres --express bench/receivers/express"],
            Remarks = ["Takes minutes and all of the machine. What is measured and how: bench/README.md."],
        };
        BenchCommand.FillReceive(receive, self, surroundings.Clock);
        return command.With(receive);
    }
}
