using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Tests.Health;

/// <summary>A store that cannot be read.</summary>
internal sealed class NoHistory : IHistory
{
    public ValueTask<EventView?> FindEventAsync(EventId id, CancellationToken cancellationToken) => throw Away();

    public ValueTask<DeliveryView?> FindDeliveryAsync(DeliveryId id, CancellationToken cancellationToken) => throw Away();

    public ValueTask<IReadOnlyList<AttemptView>> AttemptsAsync(DeliveryId id, CancellationToken cancellationToken) => throw Away();

    public ValueTask<IReadOnlyList<DeliveryView>> DeliveriesOfAsync(EventId id, CancellationToken cancellationToken) => throw Away();

    public ValueTask<DeliveryPage> ListDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellationToken) => throw Away();

    public ValueTask<IReadOnlyList<EventView>> FeedAsync(long partnerKey, long afterSequence, int limit, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("canary-of-an-exception");

    public ValueTask<IReadOnlyList<ReceiptView>> ReceiptsAsync(long partnerKey, string resource, CancellationToken cancellationToken) => throw Away();

    public ValueTask<IReadOnlyList<ArrivalView>> ArrivalsAsync(long partnerKey, string subject, CancellationToken cancellationToken) => throw Away();

    public ValueTask<Backlog> BacklogAsync(CancellationToken cancellationToken) => throw Away();

    private static StoreUnavailableException Away() => new("The disk is gone.");
}
