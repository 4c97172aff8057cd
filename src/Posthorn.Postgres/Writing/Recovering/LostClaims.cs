using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Recovering;

/// <summary>Finds what is claimed in the name of this node and known to nobody here, and gives it back.</summary>
/// <remarks>
/// A commit whose answer was lost may have claimed deliveries: no lane has them, and nobody else takes them as long as this node lives. They are looked for
/// some time after such a commit, several times, and now and then without any reason. Called by one caller at a time.
/// </remarks>
internal sealed class LostClaims(NpgsqlDataSource source, ILaneLeases leases, HandedOut handedOut, TimeProvider clock)
{
    private static readonly TimeSpan DoubtedFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EveryWhileInDoubt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EveryOtherwise = TimeSpan.FromMinutes(5);

    /// <summary>What was claimed so lately may be on its way from the commit to its lane.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    private const string Find = "select id from deliveries where holder = $1 and changed_at < $2 order by id";

    private const string GiveBack =
        """
        update deliveries d
        set holder = null, due_at = $3, attempts = d.attempts - 1, changed_at = $3
        from unnest($2) as lost (id)
        where d.id = lost.id and d.holder = $1 and d.changed_at < $4
        """;

    private long _doubted;
    private long _looked = clock.GetTimestamp();

    /// <summary>A commit may have happened although it failed.</summary>
    public void Doubt() => Volatile.Write(ref _doubted, clock.GetTimestamp());

    /// <summary>Looks, if it is time to. Costs nothing otherwise.</summary>
    public Task<int> LookAsync()
    {
        var every = Volatile.Read(ref _doubted) is var doubted and not 0 && clock.GetElapsedTime(doubted) < DoubtedFor ? EveryWhileInDoubt : EveryOtherwise;
        return clock.GetElapsedTime(_looked) < every ? Task.FromResult(0) : LookNowAsync();
    }

    /// <returns>How many were given back.</returns>
    internal async Task<int> LookNowAsync()
    {
        _looked = clock.GetTimestamp();
        var term = leases.Term;
        if (term == 0)
        {
            return 0;
        }

        var now = clock.GetUtcNow();
        var held = await FindAsync(term, now - Settling);
        var lost = handedOut.Unknown(term, held);
        return lost.Count == 0 ? 0 : await GiveBackAsync(term, lost, now);
    }

    private async Task<List<Guid>> FindAsync(long term, DateTimeOffset before)
    {
        await using var find = source.CreateCommand(Find);
        _ = find.Parameters.Add(new NpgsqlParameter<long> { TypedValue = term });
        _ = find.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = before.UtcDateTime });
        await using var row = await find.ExecuteReaderAsync();
        var held = new List<Guid>();
        while (await row.ReadAsync())
        {
            held.Add(row.GetGuid(0));
        }

        return held;
    }

    private async Task<int> GiveBackAsync(long term, List<Guid> lost, DateTimeOffset now)
    {
        await using var batch = source.CreateBatch();
        var give = new ArrayStatement(GiveBack);
        give.Value<long>(NpgsqlDbType.Bigint).Value = term;
        give.Column<Guid>(NpgsqlDbType.Uuid).AddRange(lost);
        give.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = now.UtcDateTime;
        give.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = (now - Settling).UtcDateTime;
        batch.BatchCommands.Add(new(Plans.ByIndex));
        batch.BatchCommands.Add(give.ToCommand());
        return await batch.ExecuteNonQueryAsync();
    }
}
