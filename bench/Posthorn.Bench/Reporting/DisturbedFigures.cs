namespace Posthorn.Bench.Reporting;

/// <summary>What something in the database that is not Posthorn's doing costs: the same server before and with it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Most">The share of the throughput that it may cost.</param>
/// <param name="Before">Without it.</param>
/// <param name="After">With it.</param>
internal sealed record DisturbedFigures(string Name, double Most, Figures Before, Figures After)
{
    /// <summary>The share of the throughput that is lost; below 0 where it rose.</summary>
    public double LossShare => 1 - (After.DeliveriesPerSecond / Before.DeliveriesPerSecond);
}
