using Npgsql;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Writing.Appending;

namespace Posthorn.Postgres.Reading;

/// <summary>What became of events, read from PostgreSQL: from the primary, so that what was just written is there.</summary>
internal sealed class PostgresHistory(NpgsqlDataSource source, TimeProvider clock) : IHistory
{
    private readonly BacklogCount _backlog = new(source, clock);
    private readonly GatheredReceipts _receipts = new(source);

    public async ValueTask<EventView?> FindEventAsync(EventId id, CancellationToken cancellationToken) =>
        (await new Question<EventView>(HistorySql.EventById, EventColumns.Read).With(id.Value).AskAsync(source, cancellationToken)).SingleOrDefault();

    public async ValueTask<DeliveryView?> FindDeliveryAsync(DeliveryId id, CancellationToken cancellationToken) =>
        (await new Question<DeliveryView>(HistorySql.DeliveryById, DeliveryColumns.Read).With(id.Value).AskAsync(source, cancellationToken)).SingleOrDefault();

    public async ValueTask<IReadOnlyList<AttemptView>> AttemptsAsync(DeliveryId id, CancellationToken cancellationToken) =>
        await new Question<AttemptView>(HistorySql.AttemptsOfDelivery, Attempt).With(id.Value).AskAsync(source, cancellationToken);

    public async ValueTask<IReadOnlyList<DeliveryView>> DeliveriesOfAsync(EventId id, CancellationToken cancellationToken) =>
        await new Question<DeliveryView>(HistorySql.DeliveriesOfEvent, DeliveryColumns.Read).With(id.Value).AskAsync(source, cancellationToken);

    public ValueTask<DeliveryPage> ListDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellationToken) =>
        new DeliveryListing(source, filter, cancellationToken).ReadAsync();

    public async ValueTask<IReadOnlyList<EventView>> FeedAsync(long partnerKey, long afterSequence, int limit, CancellationToken cancellationToken) =>
        await StoreFailure.TranslatedAsync(() => ReadFeedAsync(partnerKey, afterSequence, limit, cancellationToken));

    public ValueTask<IReadOnlyList<ReceiptView>> ReceiptsAsync(long partnerKey, string resource, CancellationToken cancellationToken) =>
        _receipts.AskAsync(partnerKey, resource, cancellationToken);

    public async ValueTask<IReadOnlyList<ArrivalView>> ArrivalsAsync(long partnerKey, string subject, CancellationToken cancellationToken) =>
        await new Question<ArrivalView>(HistorySql.Arrivals, Arrival).With(partnerKey).With(subject).AskAsync(source, cancellationToken);

    public ValueTask<Backlog> BacklogAsync(CancellationToken cancellationToken) => _backlog.CountAsync(cancellationToken);

    private async Task<List<EventView>> ReadFeedAsync(long partnerKey, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var floor = await FeedFloor.ReadAsync(connection, cancellationToken);
        return floor <= afterSequence
            ? []
            : await new Question<EventView>(HistorySql.Feed, EventColumns.Read)
                .With(partnerKey).With(afterSequence).With(floor).With(limit)
                .AskAsync(connection, cancellationToken);
    }

    private static ArrivalView Arrival(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)), row.GetInt64(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), (ReceiptEvidence)row.GetInt32(4));

    private static AttemptView Attempt(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)),
        row.GetInt32(1),
        row.GetFieldValue<DateTimeOffset>(2),
        TimeSpan.FromMicroseconds(row.GetInt64(3)),
        row.GetString(4),
        row.IsDBNull(5) ? null : row.GetInt32(5),
        row.GetBoolean(6),
        row.IsDBNull(7) ? default : row.GetFieldValue<byte[]>(7));
}
