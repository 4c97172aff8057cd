using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Opening;

namespace Posthorn.Sqlite.Reading;

/// <summary>What became of events, read from the embedded store beside its writer.</summary>
internal sealed class SqliteHistory(ReaderPool readers) : IHistory
{
    public async ValueTask<EventView?> FindEventAsync(EventId id, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(HistorySql.EventById).Bind(1, id.Value);
        return row.Read() ? EventColumns.Read(row) : null;
    }

    public async ValueTask<DeliveryView?> FindDeliveryAsync(DeliveryId id, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(HistorySql.DeliveryById).Bind(1, id.Value);
        return row.Read() ? DeliveryColumns.Read(row) : null;
    }

    public async ValueTask<IReadOnlyList<AttemptView>> AttemptsAsync(DeliveryId id, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(HistorySql.AttemptsOfDelivery).Bind(1, id.Value);
        var attempts = new List<AttemptView>();
        while (row.Read())
        {
            attempts.Add(new(
                new(row.Guid(0)),
                row.Int32(1),
                row.Time(2),
                TimeSpan.FromMicroseconds(row.Int64(3)),
                row.Text(4),
                row.IsNull(5) ? null : row.Int32(5),
                row.Int64(6) != 0,
                row.Bytes(7)));
        }

        return attempts;
    }

    public async ValueTask<IReadOnlyList<DeliveryView>> DeliveriesOfAsync(EventId id, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(HistorySql.DeliveriesOfEvent).Bind(1, id.Value);
        var deliveries = new List<DeliveryView>();
        while (row.Read())
        {
            deliveries.Add(DeliveryColumns.Read(row));
        }

        return deliveries;
    }

    public async ValueTask<DeliveryPage> ListDeliveriesAsync(DeliveryFilter filter, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        return new DeliveryListing(reader, filter).Read();
    }

    public async ValueTask<IReadOnlyList<EventView>> FeedAsync(long partnerKey, long afterSequence, int limit, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(HistorySql.Feed).Bind(1, partnerKey).Bind(2, afterSequence).Bind(3, limit);
        var events = new List<EventView>();
        while (row.Read())
        {
            events.Add(EventColumns.Read(row));
        }

        return events;
    }

    public async ValueTask<IReadOnlyList<ReceiptView>> ReceiptsAsync(long partnerKey, string resource, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(HistorySql.Receipts).Bind(1, partnerKey).Bind(2, resource);
        var receipts = new List<ReceiptView>();
        while (row.Read())
        {
            receipts.Add(new(new(row.Guid(0)), row.Int64(1), row.Time(2), row.Time(3), (ReceiptEvidence)row.Int32(4)));
        }

        return receipts;
    }

    public async ValueTask<IReadOnlyList<ArrivalView>> ArrivalsAsync(long partnerKey, string subject, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(HistorySql.Arrivals).Bind(1, partnerKey).Bind(2, subject);
        var arrivals = new List<ArrivalView>();
        while (row.Read())
        {
            arrivals.Add(new(new(row.Guid(0)), row.Int64(1), row.Text(2), row.Time(3), (ReceiptEvidence)row.Int32(4)));
        }

        return arrivals;
    }

    public async ValueTask<Backlog> BacklogAsync(CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        return new(
            Count(reader, HistorySql.CountPending),
            Count(reader, HistorySql.CountDead),
            OldestDue(reader));
    }

    private static long Count(ReaderPool.Lease reader, string sql)
    {
        var row = reader.Statement(sql);
        return row.Read() ? row.Int64(0) : 0;
    }

    private static DateTimeOffset? OldestDue(ReaderPool.Lease reader)
    {
        var row = reader.Statement(HistorySql.OldestDue);
        return row.Read() && row.Int64OrNull(0) is { } due and < long.MaxValue ? DateTimeOffset.FromUnixTimeMilliseconds(due) : null;
    }
}
