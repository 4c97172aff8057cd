namespace Posthorn.Proof.Killing.Publishing;

/// <summary>How far the publisher is.</summary>
/// <param name="Acknowledged">Events that the server said are stored.</param>
/// <param name="Deliveries">Deliveries that those receipts named.</param>
/// <param name="Unsure">Tries whose end left open whether the event was stored.</param>
/// <param name="Refused">Tries that a node answered with "not now".</param>
/// <param name="OnTheirWay">Events that have been tried and are not acknowledged yet.</param>
/// <param name="Problem">An answer that cannot be right, if there was one.</param>
internal sealed record PublishCounts(long Acknowledged, long Deliveries, long Unsure, long Refused, long OnTheirWay, string? Problem);
