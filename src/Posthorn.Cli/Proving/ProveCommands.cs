using Posthorn.Proof.Killing;
using Posthorn.Proof.Simulation;

namespace Posthorn.Cli.Proving;

/// <summary>The loss proof of <c>proof/</c>, run by the program that it is about.</summary>
internal static class ProveCommands
{
    public static CliCommand Create(Surroundings surroundings)
    {
        var (options, simulated) = (new KillingOptions(), new SimulationOptions());
        var command = new CliCommand("prove", "Kills servers, database and everything under load, on this machine, and counts what arrives.")
        {
            Examples =
            [
                "posthorn prove",
                "posthorn prove --kills 1000 --events 500000 --rate 300 --report proof.md",
                "posthorn prove --storage sqlite --duration 1m",
                "posthorn prove --simulate --seeds 10000",
                "posthorn prove --simulate --seed 17",
            ],
            Remarks =
            [
                "Starts a PostgreSQL of its own from the installed programs, nodes of this very program, a publisher and endpoints that misbehave, all as processes "
                    + "of their own on loopback, and leaves nothing behind. Servers and PostgreSQL are killed, stopped and started again under load, by the seed; "
                    + "then what was acknowledged is compared with what arrived, and with what the server says of it.",
                "Exit code 0 only if nothing was lost, nothing invented, no more copies sent than the bound allows, and takeover took 45 s at most. "
                    + "Otherwise 1: then the journals are kept, and where they are is said on the error stream. 3 when it could not start.",
                "With --simulate no process is started: the engine runs in worlds of one thread whose clock, network, store and faults are made of a seed. "
                    + "Exit code 1 if a promise was broken in one of them; the command that shows that world is printed.",
            ],
        }.With([.. options.Symbols, .. simulated.Symbols]);
        command.Validators.Add(result => simulated.Require(result, options));
        foreach (var role in KillingCommand.Roles(surroundings.Clock))
        {
            command.Subcommands.Add(role);
        }

        var killing = new KillingCommand(
            options,
            [.. OwnProgram.Command, command.Name],
            OwnProgram.Command,
            $"{CommandTree.Name} {VersionCommand.Version}",
            new(surroundings.Out, surroundings.Error, surroundings.ErrorIsTerminal),
            surroundings.Clock);
        var simulation = new SimulationCommand(surroundings.Out, surroundings.Error, surroundings.Clock);
        command.SetAction((parsed, cancellation) => !simulated.IsAsked(parsed) ? killing.RunAsync(parsed, cancellation)
            : SimulationOptions.OneSeed(parsed, options.Seed) is { } seed ? simulation.ReplayAsync(seed, cancellation)
            : simulation.RunAsync(simulated.Seeds(parsed), cancellation));
        return command;
    }
}
