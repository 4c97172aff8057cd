using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Tests.Events;

/// <summary>A feed of which the test says what a look finds.</summary>
internal sealed class ScriptedHistory(Func<IReadOnlyList<EventView>> feed) : IHistory
{
    public int Looks { get; private set; }

    public ValueTask<IReadOnlyList<EventView>> FeedAsync(long partnerKey, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        Looks++;
        return new(feed());
    }

    public ValueTask<EventView?> FindEventAsync(EventId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<DeliveryView?> FindDeliveryAsync(DeliveryId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<AttemptView>> AttemptsAsync(DeliveryId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<DeliveryView>> DeliveriesOfAsync(EventId id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<DeliveryPage> ListDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ReceiptView>> ReceiptsAsync(long partnerKey, string resource, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<ArrivalView>> ArrivalsAsync(long partnerKey, string subject, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<Backlog> BacklogAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
