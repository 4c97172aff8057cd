using Posthorn.Delivery.Storage;

namespace Posthorn.Receiver.Handling;

/// <summary>How one notification stands among those about the same resource. Pure.</summary>
internal static class StandingAmong
{
    public static Standing Of(ReceiptView own, IReadOnlyList<ReceiptView> all) =>
        all.Any(other => other.OccurredAt > own.OccurredAt) ? Standing.Stale
        : all.Any(other => other.Sequence < own.Sequence || other.OccurredAt < own.OccurredAt) ? Standing.Superseding
        : Standing.First;
}
