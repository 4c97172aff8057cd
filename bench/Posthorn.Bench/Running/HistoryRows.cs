using Npgsql;

namespace Posthorn.Bench.Running;

/// <summary>Fills a database with deliveries that have ended, as traffic would have left them: an event, a delivery and an attempt each.</summary>
internal static class HistoryRows
{
    private const int AtOnce = 250_000;

    // Ids of this very day, so that the rows lie in the partitions that are written to: the worst place for them.
    private const string Ids = """
        create temporary table h as
        select n, (lpad(to_hex(ms + n / 100), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5('h' || n), 1, 15))::uuid as id
        from generate_series($1::bigint, $2::bigint) n, (select (extract(epoch from date_trunc('day', now())) * 1000)::bigint as ms) day
        """;

    private const string Events = """
        insert into events (id, partner_key, sequence, type, subject, occurred_at, accepted_at, delivery_ids, data)
        select id, 1, -n, 'coding.succeeded', 'subject', now(), now(), array[id], decode(repeat('ab', 400), 'hex') from h
        """;

    private const string Deliveries = """
        insert into deliveries_ended (id, partner_key, endpoint_key, event_id, event_sequence, event_type, occurred_at, state, attempts, uncounted, schedule_start,
            body_hash, last_outcome, created_at, changed_at)
        select id, 1, 1, id, -n, 'coding.succeeded', now(), 1, 1, 0, now(), 1, 'http_204', now(), now() from h
        """;

    private const string Attempts = """
        insert into attempts (delivery_id, number, partner_key, id, started_at, took_us, outcome, status, ambiguous)
        select id, 1, 1, id, now(), 1000, 'http_204', 204, false from h
        """;

    public static async Task WriteAsync(string connectionString, int count, Progress progress, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Command Timeout=600;No Reset On Close=true");
        await connection.OpenAsync(cancellationToken);
        for (var first = 1; first <= count; first += AtOnce)
        {
            var last = Math.Min(count, first + AtOnce - 1);
            await ExecuteAsync(connection, Ids.Replace("$1", $"{first}", StringComparison.Ordinal).Replace("$2", $"{last}", StringComparison.Ordinal), cancellationToken);
            foreach (var sql in new[] { Events, Deliveries, Attempts, "drop table h" })
            {
                await ExecuteAsync(connection, sql, cancellationToken);
            }

            progress.Say($"history: {last:N0} of {count:N0} rows");
        }

        // As it would have been long since.
        await ExecuteAsync(connection, "vacuum (analyze) events", cancellationToken);
        await ExecuteAsync(connection, "vacuum (analyze) deliveries_ended", cancellationToken);
        await ExecuteAsync(connection, "vacuum (analyze) attempts", cancellationToken);
        await ExecuteAsync(connection, "checkpoint", cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        _ = await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
