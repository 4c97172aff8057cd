using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation;

/// <summary>Adds up what comes of worlds.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ReportSum(int planned, Action<SimulationReport>? onProgress)
{
    private const int ReportEvery = 50;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<ulong, FailedSeed> _failed = [];
    private Counts _counts = new();

    public SimulationReport Report => new(planned, _counts, [.. _failed.Values]);

    public void Add(WorldResult result)
    {
        lock (_gate)
        {
            _counts = _counts.Plus(result.Counts);
            if (result.Violations.Count > 0)
            {
                _failed[result.Plan.Seed] = new(result.Plan.Seed, result.Violations);
            }

            if (_counts.Seeds % ReportEvery == 0)
            {
                onProgress?.Invoke(Report);
            }
        }
    }
}
