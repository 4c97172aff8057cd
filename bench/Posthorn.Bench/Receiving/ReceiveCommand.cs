using System.CommandLine;
using System.Text.Json;
using Posthorn.Bench.Roles;
using Posthorn.Bench.Running;

namespace Posthorn.Bench.Receiving;

/// <summary><c>bench receive</c>: what receiving costs beside an application that only reads the request.</summary>
internal static class ReceiveCommand
{
    public static void Fill(Command command, IReadOnlyList<string> self, TimeProvider clock)
    {
        var options = new ReceiveOptions();
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunEnd.OfAsync(
            async () =>
            {
                var run = new ReceiveRun(options.Read(parsed), self, parsed.GetValue(options.Express), clock, new Progress(Console.Error, clock));
                var report = await run.RunAsync(cancellationToken);
                if (parsed.GetValue(options.Json))
                {
                    await Console.Out.WriteLineAsync(JsonSerializer.Serialize(report, BenchJson.Default.ReceiveReport));
                }
                else
                {
                    new ReceiveTable(Console.Out).Write(report);
                }

                return report.IsSound && (!parsed.GetValue(options.Check) || report.Targets.All(static goal => goal.Met)) ? 0 : RunEnd.Missed;
            },
            cancellationToken));
    }
}
