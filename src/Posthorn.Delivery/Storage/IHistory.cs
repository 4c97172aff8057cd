namespace Posthorn.Delivery.Storage;

/// <summary>What became of events, for people and for the pull feed. Reads only; never waits for writers.</summary>
internal interface IHistory
{
    ValueTask<EventView?> FindEventAsync(EventId id, CancellationToken cancellationToken);

    ValueTask<DeliveryView?> FindDeliveryAsync(DeliveryId id, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<AttemptView>> AttemptsAsync(DeliveryId id, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<DeliveryView>> DeliveriesOfAsync(EventId id, CancellationToken cancellationToken);

    /// <summary>A partner's deliveries, newest first.</summary>
    ValueTask<DeliveryPage> ListDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellationToken);

    /// <summary>A partner's events after a place in the log, oldest first. A reader that passes on the last sequence misses nothing.</summary>
    ValueTask<IReadOnlyList<EventView>> FeedAsync(long partnerKey, long afterSequence, int limit, CancellationToken cancellationToken);

    /// <summary>What a partner's log has of a resource, in the order of the log; only what came with a receipt.</summary>
    ValueTask<IReadOnlyList<ReceiptView>> ReceiptsAsync(long partnerKey, string resource, CancellationToken cancellationToken);

    /// <summary>What a partner's log has received about a subject, in the order of the log; only what came with a receipt.</summary>
    ValueTask<IReadOnlyList<ArrivalView>> ArrivalsAsync(long partnerKey, string subject, CancellationToken cancellationToken);

    /// <summary>How many deliveries are open, and when the earliest unclaimed one was due. For metrics.</summary>
    ValueTask<Backlog> BacklogAsync(CancellationToken cancellationToken);
}
