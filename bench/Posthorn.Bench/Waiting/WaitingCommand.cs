using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Posthorn.Bench.Roles;
using Posthorn.Bench.Running;

namespace Posthorn.Bench.Waiting;

/// <summary><c>bench waiting</c>: what readers cost that wait for a feed in which nothing happens.</summary>
internal static class WaitingCommand
{
    public const string Name = "waiting";

    private const int Missed = 1;
    private const int Unreachable = 3;

    public static Command Command(IReadOnlyList<string> self, IReadOnlyList<string> server, TimeProvider clock)
    {
        var options = new RunOptions(["throughput"]);
        var readers = RunOptions.Number("--readers", "Readers that wait, each for a partner of its own.", 1000);
        var command = new Command(Name, "Measures readers that wait for the feed.");
        options.AddTo(command);
        command.Options.Add(readers);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                var run = new WaitingRun(options.Read(parsed, server), self, parsed.GetValue(readers), clock, new Progress(Console.Error, clock));
                var report = await run.RunAsync(cancellationToken);
                await Console.Out.WriteLineAsync(parsed.GetValue(options.Json) ? JsonSerializer.Serialize(report, BenchJson.Default.WaitingReport) : Text(report));
                return report.IsMet || !parsed.GetValue(options.Check) ? 0 : Missed;
            }
            catch (BenchException exception)
            {
                await Console.Error.WriteLineAsync(exception.Message);
                return Unreachable;
            }
        });
        return command;
    }

    private static string Text(WaitingReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {report.Machine.Processors} × {report.Machine.Processor}, {report.Machine.Store}, load {report.Machine.LoadBefore:F2} before the run
        {report.Readers} readers wait for {report.Seconds:F0} s in which nothing is published
          node      {report.NodeShare:P2} of one core (wanted: < {WaitingReport.MostShare:P0}), without any reader {report.IdleShare:P2}
          database  {report.DatabaseShare:P2} of one core, without any reader {report.IdleDatabaseShare:P2}
          memory    {report.MemoryBytes / 1e6:F0} MB, without any reader {report.IdleMemoryBytes / 1e6:F0} MB
        202 to the reader's having it, {report.Publishes} times: p50 {report.WakeP50Ms:F1} ms, p99 {report.WakeP99Ms:F1} ms
        """);
}
