using Posthorn.Api.Problems;

namespace Posthorn.Api.Events;

/// <summary>What became of one event of a batch: a receipt, or a problem.</summary>
public sealed record BatchResult
{
    /// <summary>Gets the event's id.</summary>
    /// <value>Null when it was refused.</value>
    public string? Id { get; init; }

    /// <summary>Gets the deliveries it made.</summary>
    /// <value>Null when it was refused.</value>
    public IReadOnlyList<DeliveryReceipt>? Deliveries { get; init; }

    /// <summary>Gets a value indicating whether the same key and content had been accepted before; then these are the ids of that time.</summary>
    /// <value>Null means no.</value>
    public bool? Replayed { get; init; }

    /// <summary>Gets why it was refused. The other events of the batch are stored all the same.</summary>
    /// <value>Null when it was accepted.</value>
    public Problem? Problem { get; init; }
}
