using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Tests.Simulation.Conformance;

/// <summary>The rows of the simulated store, as they are read back.</summary>
internal sealed class SimulatedHistory(Tables tables, DirectLink link) : IHistory
{
    public ValueTask<EventView?> FindEventAsync(EventId id, CancellationToken cancellationToken) => Read(() => tables.Events.GetValueOrDefault(id)?.ToView());

    public ValueTask<DeliveryView?> FindDeliveryAsync(DeliveryId id, CancellationToken cancellationToken) => Read(() => tables.Find(id) is { } row ? View(row) : null);

    public ValueTask<IReadOnlyList<AttemptView>> AttemptsAsync(DeliveryId id, CancellationToken cancellationToken) => Read<IReadOnlyList<AttemptView>>(() =>
    [
        .. tables.Attempts.GetValueOrDefault(id, []).OrderBy(static one => one.Number).Select(static one => new AttemptView(
            one.Id, one.Number, one.StartedAt, one.Took, one.Outcome, one.Status, one.Ambiguous, one.AnswerHead)),
    ]);

    public ValueTask<IReadOnlyList<DeliveryView>> DeliveriesOfAsync(EventId id, CancellationToken cancellationToken) => Read<IReadOnlyList<DeliveryView>>(() =>
        [.. tables.Deliveries.Where(row => row.Event.Id == id).OrderBy(static row => row.EndpointKey).Select(View)]);

    public ValueTask<DeliveryPage> ListDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellationToken) => Read(() =>
    {
        var rows = tables.Deliveries
            .Where(row => row.Event.PartnerKey == filter.PartnerKey && (filter.EndpointKey is not { } key || row.EndpointKey == key)
                && (filter.State is not { } state || row.State == state) && (filter.BeforeSequence is not { } before || row.Event.Sequence < before))
            .OrderByDescending(static row => row.Event.Sequence).ToList();
        var last = rows.Count > filter.Limit ? rows[filter.Limit - 1].Event.Sequence : (long?)null;
        return new DeliveryPage([.. rows.Where(row => last is null || row.Event.Sequence >= last).Select(View)], last);
    });

    public ValueTask<IReadOnlyList<EventView>> FeedAsync(long partnerKey, long afterSequence, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<EventView>>(() =>
        [
            .. tables.Events.Values.Where(one => one.PartnerKey == partnerKey && one.Sequence > afterSequence && one.Sequence <= tables.SafePlace())
                .OrderBy(static one => one.Sequence).Take(limit).Select(static one => one.ToView()),
        ]);

    public ValueTask<IReadOnlyList<ReceiptView>> ReceiptsAsync(long partnerKey, string resource, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<ReceiptView>>(() =>
        [
            .. tables.Events.Values.Where(one => one.PartnerKey == partnerKey && one.Receipt?.Resource == resource).OrderBy(static one => one.Sequence)
                .Select(static one => new ReceiptView(one.Id, one.Sequence, one.OccurredAt, one.AcceptedAt, one.Receipt!.Evidence)),
        ]);

    public ValueTask<IReadOnlyList<ArrivalView>> ArrivalsAsync(long partnerKey, string subject, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<ArrivalView>>(() =>
        [
            .. tables.Events.Values.Where(one => one.PartnerKey == partnerKey && one.Subject == subject && one.Receipt is not null).OrderBy(static one => one.Sequence)
                .Select(static one => new ArrivalView(one.Id, one.Sequence, one.Type, one.AcceptedAt, one.Receipt!.Evidence)),
        ]);

    public ValueTask<Backlog> BacklogAsync(CancellationToken cancellationToken) => Read(() => new Backlog(
        tables.Open.Count,
        tables.Deliveries.Count(static row => row.State == DeliveryState.Dead),
        tables.Open.Where(row => row.Waits && tables.Endpoints[row.EndpointKey].Status == EndpointStatus.Enabled).Min(static row => row.DueAt)));

    private static DeliveryView View(DeliveryRow row) => new(
        row.Id, row.Event.Id, row.Event.Sequence, row.EndpointKey, row.Event.Type, row.State, InFlight: row.Holder != 0, row.Attempts,
        row.Holder != 0 ? null : row.DueAt, row.LastOutcome, row.CreatedAt, row.ChangedAt);

    private ValueTask<T> Read<T>(Func<T> read) => link.CallAsync(new PendingCall<T>(StoreCall.Load, read));
}
