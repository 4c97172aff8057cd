using System.CommandLine;
using Posthorn.Bench.Comparing;
using Posthorn.Bench.Receiving;
using Posthorn.Bench.Roles;
using Posthorn.Bench.Waiting;

namespace Posthorn.Bench;

/// <summary>The bench as a command line: the run that measures, and the roles that it starts as processes of their own.</summary>
public static class BenchCommand
{
    /// <summary>Makes a command run the bench, and gives it the roles as subcommands.</summary>
    /// <param name="command">The command to fill: <c>bench</c> of <c>posthorn</c>, or the root of a program of its own.</param>
    /// <param name="self">How it is started again: the program, and the arguments that lead to <paramref name="command"/>.</param>
    /// <param name="server">How Posthorn is started, without <c>serve</c>; empty where only <c>--server</c> says it.</param>
    /// <param name="clock">The clock. Its timestamps must be the same in all processes of the machine, as the system's are.</param>
    /// <remarks>
    /// Exit codes: 0 measured; 1 something was lost, doubled or not signed, or with <c>--check</c> a target was missed;
    /// 3 a process could not be started or reached; 130 interrupted. What a wrong option does is for the program that parses it.
    /// </remarks>
    public static void Fill(Command command, IReadOnlyList<string> self, IReadOnlyList<string> server, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(clock);

        RunRole.Fill(command, self, server, clock);
        var run = new Command("run", "Measures. The same as no command at all.");
        RunRole.Fill(run, self, server, clock);
        command.Subcommands.Add(run);
        command.Subcommands.Add(SinkRole.Command(clock));
        command.Subcommands.Add(ReceiverRole.Command(clock));
        command.Subcommands.Add(EmptyRole.Command(clock));
        command.Subcommands.Add(PublisherRole.Command(clock));
        command.Subcommands.Add(BareFloorRole.Command(clock));
        command.Subcommands.Add(DurableFloorRole.Command(clock));
        command.Subcommands.Add(WaitingCommand.Command(self, server, clock));
        command.Subcommands.Add(ComparingRole.Command(clock));
    }

    /// <summary>Makes a command measure receiving. It stands beside the roles, as a subcommand of what <see cref="Fill"/> has filled.</summary>
    /// <param name="command">The command to fill.</param>
    /// <param name="self">How the command with the roles is started.</param>
    /// <param name="clock">As for <see cref="Fill"/>.</param>
    /// <remarks>Exit codes as of <see cref="Fill"/>; 1 as well where something was acknowledged and is not in the database.</remarks>
    public static void FillReceive(Command command, IReadOnlyList<string> self, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(clock);
        ReceiveCommand.Fill(command, self, clock);
    }
}
