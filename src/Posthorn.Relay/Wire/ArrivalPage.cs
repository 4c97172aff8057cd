namespace Posthorn.Relay.Wire;

/// <summary>Some arrivals of a source, and what the relay can say of all of them.</summary>
internal sealed record ArrivalPage
{
    public required string Source { get; init; }

    /// <summary>The last place that was given out; 0 when nothing has come yet.</summary>
    public required long LastSequence { get; init; }

    /// <summary>How many were removed because they were too old or too many.</summary>
    public required long Removed { get; init; }

    /// <summary>How many of those no listener had acknowledged.</summary>
    public required long RemovedUnread { get; init; }

    public required IReadOnlyList<ArrivalSummary> Arrivals { get; init; }
}
