using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation;

/// <summary>Runs one world after the other, each from a seed, and holds every one against the promises.</summary>
internal static class SimulationRun
{
    /// <param name="first">The first seed; the others follow it.</param>
    /// <param name="atOnce">How many worlds run at once, each on a thread of its own. They share nothing.</param>
    /// <param name="onProgress">Told of all that has run so far, every now and then; from any thread, one at a time.</param>
    public static async Task<SimulationReport> RunAsync(
        ulong first, int count, int atOnce, Action<SimulationReport>? onProgress, CancellationToken cancellationToken)
    {
        var sum = new ReportSum(count, onProgress);
        var next = -1;
        var runs = Enumerable.Range(0, Math.Max(1, atOnce)).Select(_ => Task.Run(
            () =>
            {
                while (Interlocked.Increment(ref next) is var place && place < count)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    sum.Add(WorldResult.Of(WorldPlanner.Plan(first + (ulong)place), Replacements.None, keepTrace: false));
                }
            },
            cancellationToken));
        await Task.WhenAll(runs);

        return sum.Report;
    }
}
