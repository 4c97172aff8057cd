using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Ids;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Sessions;

namespace Posthorn.Sqlite.Writing;

/// <summary>The statements that put an event into the log.</summary>
internal static class EventWrites
{
    private const string FindKey = "select fingerprint, event_sequence from idempotency_keys where partner_key = ?1 and key = ?2";

    private const string InsertKey = "insert into idempotency_keys (partner_key, key, fingerprint, event_sequence) values (?1, ?2, ?3, ?4)";

    private const string InsertEvent = """
        insert into events (id, partner_key, type, subject, data, occurred_at, accepted_at, resource, evidence)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
        """;

    private const string InsertDelivery = """
        insert into deliveries (event_sequence, endpoint_key, id, state, attempts, uncounted, due_at, schedule_start, body_hash, created_at, changed_at)
        values (?1, ?2, ?3, 0, ?4, 0, ?5, ?8, ?7, ?6, ?6)
        """;

    private const string FindEvent = "select id from events where sequence = ?1";

    private const string FindDeliveries = """
        select d.id, ep.id
        from deliveries d join endpoints ep on ep.key = d.endpoint_key
        where d.event_sequence = ?1
        order by d.endpoint_key
        """;

    private const string IsDeleted = "select status from endpoints where key = ?1";

    public static Appended Append(SqliteConnection connection, EventToStore item)
    {
        if (item.IdempotencyKey is not null && FindFormer(connection, item) is { } former)
        {
            return former;
        }

        if (item.Session is { } session && !SessionRows.TryWrite(connection, session))
        {
            return new Appended.Outdated();
        }

        var accepted = item.AcceptedAt.ToUnixTimeMilliseconds();
        _ = connection.Kept(InsertEvent)
            .Bind(1, item.Id.Value).Bind(2, item.Partner.Key).Bind(3, item.Type).Bind(4, item.Subject)
            .Bind(5, item.Data.Span).Bind(6, item.OccurredAt).Bind(7, accepted)
            .Bind(8, item.Receipt?.Resource).Bind(9, (int?)item.Receipt?.Evidence)
            .Execute();

        var sequence = connection.LastInsertedRow;
        var stored = new List<StoredDelivery>(item.Deliveries.Length);
        foreach (var delivery in item.Deliveries)
        {
            // Between matching and this commit the endpoint may have been deleted, and its deliveries cancelled: no row may come after them.
            if (!delivery.Claimed && Deleted(connection, delivery.Endpoint.Key))
            {
                continue;
            }

            var due = delivery.DueAt?.ToUnixTimeMilliseconds() ?? accepted;
            _ = connection.Kept(InsertDelivery)
                .Bind(1, sequence).Bind(2, delivery.Endpoint.Key).Bind(3, delivery.Id.Value).Bind(4, delivery.Claimed ? 1 : 0)
                .Bind(5, delivery.Claimed ? ClaimMark.Value : due).Bind(6, accepted).Bind(7, delivery.BodyHash).Bind(8, due)
                .Execute();
            stored.Add(new(delivery.Id, delivery.Endpoint.Id));
        }

        if (item.IdempotencyKey is { } key)
        {
            _ = connection.Kept(InsertKey)
                .Bind(1, item.Partner.Key).Bind(2, key).Bind(3, item.Fingerprint.Span).Bind(4, sequence)
                .Execute();
        }

        return new Appended.Stored(new(item.Id, sequence, stored, SoleLeases.OnlyTerm));
    }

    private static Appended? FindFormer(SqliteConnection connection, EventToStore item)
    {
        var find = connection.Kept(FindKey).Bind(1, item.Partner.Key).Bind(2, item.IdempotencyKey);
        if (!find.Read())
        {
            return null;
        }

        var same = find.Bytes(0).AsSpan().SequenceEqual(item.Fingerprint.Span);
        var sequence = find.Int64(1);
        find.Reset();

        return same ? new Appended.Replayed(Former(connection, sequence)) : new Appended.KeyReused();
    }

    private static StoredEvent Former(SqliteConnection connection, long sequence)
    {
        var find = connection.Kept(FindEvent).Bind(1, sequence);
        _ = find.Read();
        var id = new Id<IdKinds.Event>(find.Guid(0));
        find.Reset();

        var deliveries = new List<StoredDelivery>();
        var rows = connection.Kept(FindDeliveries).Bind(1, sequence);
        while (rows.Read())
        {
            deliveries.Add(new(new(rows.Guid(0)), new(rows.Guid(1))));
        }

        return new(id, sequence, deliveries, SoleLeases.OnlyTerm);
    }

    private static bool Deleted(SqliteConnection connection, long endpointKey)
    {
        var find = connection.Kept(IsDeleted).Bind(1, endpointKey);
        var deleted = find.Read() && find.Int32(0) == (int)EndpointStatus.Deleted;
        find.Reset();

        return deleted;
    }
}
