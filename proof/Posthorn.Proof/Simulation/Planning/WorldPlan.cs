namespace Posthorn.Proof.Simulation.Planning;

/// <summary>All that is fixed about a world before it begins.</summary>
/// <param name="Nodes">How many processes work on the store.</param>
/// <param name="IsSole">Whether the store is that of one process at a time.</param>
/// <param name="NodesHaveNames">Whether a process is known by its machine, so that its former life is dead as soon as it starts.</param>
/// <param name="QuietFrom">From then on nothing goes wrong any more, and everything that can end does.</param>
/// <param name="RestsBy">By then it has, or it never will.</param>
/// <param name="LeavesDisabled">Whether endpoints that are disabled by then stay so: what waits for them must end by itself.</param>
internal sealed record WorldPlan(
    ulong Seed,
    int Nodes,
    bool IsSole,
    bool NodesHaveNames,
    IReadOnlyList<PlannedEndpoint> Endpoints,
    IReadOnlyList<Publish> Publishes,
    IReadOnlyList<Fault> Faults,
    TimeSpan QuietFrom,
    TimeSpan RestsBy,
    bool LeavesDisabled,
    TimeSpan UpkeepEvery,
    TimeSpan LookEvery)
{
    /// <summary>Nothing goes wrong: then everything must arrive, once and soon.</summary>
    public bool IsCalm => Faults.Count == 0;
}
