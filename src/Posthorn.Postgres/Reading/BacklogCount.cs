using Npgsql;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Reading;

/// <summary>Counts what is open. As often as it is asked while that is cheap; where millions wait, the last count stands for a while.</summary>
internal sealed class BacklogCount(NpgsqlDataSource source, TimeProvider clock)
{
    // Read through, as the one thing here that is: there is no cheaper way to count.
    private const string Pending = "select count(*) from deliveries";

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

    private const int RestForCount = 50;

    private static readonly TimeSpan Dear = TimeSpan.FromMilliseconds(250);

    private Backlog? _last;
    private TimeSpan _rest;
    private long _counted;

    public async ValueTask<Backlog> CountAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _last) is { } last && clock.GetElapsedTime(Volatile.Read(ref _counted)) < _rest)
        {
            return last;
        }

        var started = clock.GetTimestamp();
        var backlog = await StoreFailure.TranslatedAsync(() => CountNowAsync(cancellationToken));
        var took = clock.GetElapsedTime(started);
        _rest = took < Dear ? TimeSpan.Zero : took * RestForCount;
        Volatile.Write(ref _counted, clock.GetTimestamp());
        Volatile.Write(ref _last, backlog);
        return backlog;
    }

    private async Task<Backlog> CountNowAsync(CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        foreach (var sql in (string[])[Pending, Plans.ByIndex, Dead, OldestDue])
        {
            batch.BatchCommands.Add(new(sql));
        }

        await using var row = await batch.ExecuteReaderAsync(cancellationToken);
        var pending = await NextAsync(row, cancellationToken) ? row.GetInt64(0) : 0;
        _ = await row.NextResultAsync(cancellationToken) && await row.NextResultAsync(cancellationToken);
        var dead = await NextAsync(row, cancellationToken) ? row.GetInt64(0) : 0;
        _ = await row.NextResultAsync(cancellationToken);
        return new(pending, dead, await NextAsync(row, cancellationToken) ? row.GetFieldValue<DateTimeOffset>(0) : null);
    }

    private static async Task<bool> NextAsync(NpgsqlDataReader row, CancellationToken cancellationToken) =>
        await row.ReadAsync(cancellationToken) && !await row.IsDBNullAsync(0, cancellationToken);
}
