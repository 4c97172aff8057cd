using Npgsql;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Reading;

/// <summary>Counts what is open. As often as it is asked while that is cheap; where millions wait, the last count stands for a while.</summary>
internal sealed class BacklogCount(NpgsqlDataSource source, TimeProvider clock)
{
    // Read through, as the one thing here that is: there is no cheaper way to count. What it costs is known by the size.
    private const string Pending = "select count(*), pg_relation_size('deliveries') from deliveries";

    private const string Dead = "select count(*) from deliveries_ended where state in (2, 3) and state = 2";

    // The first entry of each endpoint's queue.
    private const string OldestDue =
        """
        select min(first.due_at)
        from endpoints
        cross join lateral (
            select d.due_at from deliveries d where d.endpoint_key = endpoints.key and d.holder is null order by d.due_at limit 1
        ) first
        where endpoints.status = 0
        """;

    /// <summary>Beyond so many bytes and rows a count is dear: some ten milliseconds.</summary>
    private const long Dear = 32 * 1024 * 1024;

    private const long BytesOfDead = 100;

    /// <summary>A count is to cost a twentieth of the time at most, at about a gigabyte in a second.</summary>
    private static readonly TimeSpan RestForGigabyte = TimeSpan.FromSeconds(20);

    private Backlog? _last;
    private TimeSpan _rest;
    private long _counted;

    public async ValueTask<Backlog> CountAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _last) is { } last && clock.GetElapsedTime(Volatile.Read(ref _counted)) < _rest)
        {
            return last;
        }

        var (backlog, bytes) = await StoreFailure.TranslatedAsync(() => CountNowAsync(cancellationToken));
        _rest = bytes < Dear ? TimeSpan.Zero : RestForGigabyte * (bytes / 1e9);
        Volatile.Write(ref _counted, clock.GetTimestamp());
        Volatile.Write(ref _last, backlog);
        return backlog;
    }

    private async Task<(Backlog Backlog, long Bytes)> CountNowAsync(CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        foreach (var sql in (string[])[Pending, Plans.ByIndex, Dead, OldestDue])
        {
            batch.BatchCommands.Add(new(sql));
        }

        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        _ = await row.ReadAsync(cancellationToken);
        var (pending, bytes) = (row.GetInt64(0), row.GetInt64(1));
        _ = await row.NextResultAsync(cancellationToken) && await row.NextResultAsync(cancellationToken);
        var dead = await NextAsync(row, cancellationToken) ? row.GetInt64(0) : 0;
        _ = await row.NextResultAsync(cancellationToken);
        var oldest = await NextAsync(row, cancellationToken) ? row.GetFieldValue<DateTimeOffset>(0) : (DateTimeOffset?)null;
        return (new(pending, dead, oldest), bytes + (dead * BytesOfDead));
    }

    private static async Task<bool> NextAsync(NpgsqlDataReader row, CancellationToken cancellationToken) =>
        await row.ReadAsync(cancellationToken) && !await row.IsDBNullAsync(0, cancellationToken);
}
