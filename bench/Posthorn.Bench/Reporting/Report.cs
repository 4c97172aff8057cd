namespace Posthorn.Bench.Reporting;

/// <summary>All that a run measured.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Throughput">Both floors and Posthorn, in this order, where they were measured.</param>
/// <param name="RatioToBareFloor">Posthorn's deliveries a second as a share of the bare floor's.</param>
/// <param name="RatioToDurableFloor">The same of the durable floor's.</param>
/// <param name="StartToReadyMs">The median of all starts of the measured server.</param>
/// <param name="Latency">The load points, lowest rate first.</param>
/// <param name="Hanging">One endpoint that hangs.</param>
/// <param name="Backlog">Deliveries that pile up.</param>
/// <param name="Disturbed">What an old snapshot and much history cost, on PostgreSQL.</param>
/// <param name="Targets">What was promised and what came of it.</param>
internal sealed record Report(
    MachineFacts Machine,
    IReadOnlyList<Series> Throughput,
    double? RatioToBareFloor,
    double? RatioToDurableFloor,
    double? StartToReadyMs,
    IReadOnlyList<Figures> Latency,
    HangingFigures? Hanging,
    BacklogFigures? Backlog,
    IReadOnlyList<DisturbedFigures> Disturbed,
    IReadOnlyList<Goal> Targets)
{
    /// <summary>Every measurement that the report rests on.</summary>
    public IEnumerable<Figures> All()
    {
        IEnumerable<Figures?> all =
        [
            .. Throughput.Select(series => series.Median), .. Latency, Hanging?.Healthy, Hanging?.Hanging, Backlog?.Few, Backlog?.Many,
            .. Disturbed.SelectMany(static one => new[] { one.Before, one.After }),
        ];
        return all.OfType<Figures>();
    }
}
