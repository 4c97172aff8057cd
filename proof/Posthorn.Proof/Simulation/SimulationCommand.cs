using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Reporting;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation;

/// <summary>Simulated runs as a command line shows them.</summary>
/// <param name="output">The result.</param>
/// <param name="error">Progress, and what went wrong.</param>
/// <remarks>Exit codes: 0 no promise was broken; 1 one was, and how to see it again is said; 130 interrupted.</remarks>
internal sealed class SimulationCommand(TextWriter output, TextWriter error, TimeProvider clock)
{
    private const int Broken = 1;
    private const int Interrupted = 130;

    /// <summary>Runs one world after the other.</summary>
    public async Task<int> RunAsync(int seeds, CancellationToken cancellationToken)
    {
        var progress = new ReportProgress(error, clock);
        try
        {
            var report = await SimulationRun.RunAsync(first: 1, seeds, Environment.ProcessorCount, progress.Tell, cancellationToken);
            ReportText.Write(report, output);
            return report.Failed.Count > 0 ? Broken : 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("posthorn: interrupted; no promise was judged.");
            return Interrupted;
        }
    }

    /// <summary>Runs one world, and shows what happens in it.</summary>
    public async Task<int> ReplayAsync(ulong seed, CancellationToken cancellationToken)
    {
        var result = await Task.Run(() => WorldResult.Of(WorldPlanner.Plan(seed), Replacements.None, keepTrace: true), cancellationToken);
        foreach (var line in PlanText.Lines(result.Plan).Concat(result.Trace.Select(TraceText.Line)))
        {
            await output.WriteLineAsync(line);
        }

        foreach (var broken in result.Violations)
        {
            await output.WriteLineAsync($"BROKEN  {broken.Promise}: {broken.What}");
        }

        await output.WriteLineAsync(
            $"seed {seed}: {result.Counts.Steps} steps, {result.Counts.Time} of the world's time, {(result.Violations.Count == 0 ? "no promise broken" : "BROKEN")}, trace {result.Hash:x16}");
        return result.Violations.Count > 0 ? Broken : 0;
    }
}
