namespace Posthorn.Bench.Reporting;

/// <summary>What the endpoints beside one that takes half of the traffic got, while it answered and while it hung.</summary>
internal sealed record HangingFigures(Figures Healthy, Figures Hanging)
{
    /// <summary>How much later the 99th percentile of the others arrived, in milliseconds.</summary>
    public double P99RiseMs => Hanging.PublishToArrival.P99Ms - Healthy.PublishToArrival.P99Ms;

    /// <summary>Whether all events for the others arrived, both times.</summary>
    public bool IsSound => Healthy.IsSound && Hanging.IsSound;

    /// <summary>The same as a share of what it was.</summary>
    public double P99RiseShare => P99RiseMs / Healthy.PublishToArrival.P99Ms;
}
