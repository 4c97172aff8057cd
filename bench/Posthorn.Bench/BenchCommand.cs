using System.CommandLine;
using Posthorn.Bench.Roles;
using Posthorn.Bench.Running;

namespace Posthorn.Bench;

/// <summary>The bench as a command line: the run that measures, and the roles that it starts as processes of their own.</summary>
public static class BenchCommand
{
    /// <summary>Gives a command the options of the run, and the roles as subcommands.</summary>
    public static void Fill(Command command, IReadOnlyList<string> self, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(clock);

        command.Subcommands.Add(SinkRole.Command(clock));
        command.Subcommands.Add(PublisherRole.Command(clock));
        command.Subcommands.Add(BareFloorRole.Command(clock));
        command.Subcommands.Add(DurableFloorRole.Command(clock));
        var connections = new Option<int>("--connections") { DefaultValueFactory = _ => 64 };
        var inFlight = new Option<int>("--in-flight") { DefaultValueFactory = _ => 64 };
        var window = new Option<int>("--window") { DefaultValueFactory = _ => 2000 };
        var rounds = new Option<int>("--rounds") { DefaultValueFactory = _ => 1 };
        var seconds = new Option<int>("--seconds") { DefaultValueFactory = _ => 6 };
        var rate = new Option<int>("--rate") { DefaultValueFactory = _ => 0 };
        var run = new Command("run") { connections, inFlight, window, rounds, seconds, rate };
        run.SetAction(async (p, ct) =>
        {
            var o = new BenchOptions([], [], Path.GetTempPath(), p.GetValue(rounds), TimeSpan.FromSeconds(p.GetValue(seconds)), TimeSpan.FromSeconds(4),
                p.GetValue(connections), p.GetValue(inFlight), 8, p.GetValue(window), 1000, 0, 0);
            await using var bed = await Bed.MakeAsync(o, self, clock, new Progress(Console.Error, clock), ct);
            if (p.GetValue(rate) > 0)
            {
                Console.WriteLine(await Throughput.MeasureAsync(bed, Subject.DurableFloor(self, o.InFlight), p.GetValue(rate), ct));
                return 0;
            }

            foreach (var f in await Throughput.MeasureAsync(bed, [Subject.DurableFloor(self, o.InFlight)], ct))
            {
                Console.WriteLine(f);
            }

            return 0;
        });
        command.Subcommands.Add(run);
    }
}
