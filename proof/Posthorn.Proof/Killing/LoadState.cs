using Posthorn.Proof.Killing.Publishing;

namespace Posthorn.Proof.Killing;

/// <summary>How far publisher and receiver are.</summary>
/// <param name="Requests">Requests that reached the receiver.</param>
/// <param name="Distinct">Deliveries of which at least one copy has arrived.</param>
internal sealed record LoadState(PublishCounts Published, long Requests, long Distinct)
{
    /// <summary>Deliveries that were acknowledged and have not arrived. What arrived before its acknowledgement counts too, so it is about right.</summary>
    public long Backlog => Math.Max(0, Published.Deliveries - Distinct);
}
