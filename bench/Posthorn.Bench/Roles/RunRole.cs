using System.CommandLine;
using System.Text.Json;
using Posthorn.Bench.Reporting;
using Posthorn.Bench.Running;

namespace Posthorn.Bench.Roles;

/// <summary>The run as a process: the one that starts all others.</summary>
internal static class RunRole
{
    private static readonly string[] Scenarios = [Throughput.Name, LatencyPoints.Name, Hanging.Name, Backlog.Name, Disturbance.Snapshot, Disturbance.History];

    public static void Fill(Command command, IReadOnlyList<string> self, IReadOnlyList<string> server, TimeProvider clock)
    {
        var options = new RunOptions(Scenarios);
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunEnd.OfAsync(
            async () =>
            {
                var run = new BenchRun(options.Read(parsed, server), self, clock, new Progress(Console.Error, clock));
                var report = await run.RunAsync(cancellationToken);
                await WriteAsync(report, parsed.GetValue(options.Json));
                var missed = report.All().Any(figures => !figures.IsSound)
                    || (parsed.GetValue(options.Check) && report.Targets.Any(goal => !goal.Met));
                return missed ? RunEnd.Missed : 0;
            },
            cancellationToken));
    }

    private static async Task WriteAsync(Report report, bool json)
    {
        if (json)
        {
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, BenchJson.Default.Report));
            return;
        }

        new Table(Console.Out).Write(report);
    }
}
