using Npgsql;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>How far the log may be read without a gap.</summary>
/// <remarks>
/// <para>
/// A place is drawn before its commit, so a low one may become visible after a high one: whoever has read past it would never see it. Therefore each
/// writer says, before it draws, which was the last place given out, by a shared advisory lock with that number in its key; it holds it until its
/// transaction is over. A reader takes the last place given out, then the lowest number that is locked, then reads no further than the lower of both.
/// </para>
/// <para>
/// Nothing is skipped by that. Take a place p that a reader passes, p ≤ last and p ≤ lowest, and the writer that drew it. The reader saw last ≥ p, so p
/// had been drawn by then, and the lock taken, for the writer locks in a statement before the one that draws. The number it locked was given out before
/// p, hence lower. Had the lock still been held when the reader looked at the locks, lowest would be below p. So it had been given back: the writer
/// had rolled back, and p is nobody's; or it had committed, and a commit is visible before its locks are given back. The reader's snapshot is younger
/// than its look at the locks, so it has p.
/// </para>
/// <para>
/// It rests on three things: the sequence gives numbers in order and keeps none back for a session (<c>cache 1</c>), each statement has a snapshot of its own
/// (read committed), and the three looks are three statements, in this order. Locks of other databases are not looked at; of another schema they only hold the feed back.
/// </para>
/// </remarks>
internal static class FeedFloor
{
    // The key is 16 bits that say whose lock it is, 'PH', and 48 bits of place. The same constant stands in both statements.

    /// <summary>For a writer: before it draws, and in a statement of its own.</summary>
    public const string Hold =
        """
        select
            set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
            pg_advisory_xact_lock_shared((20552::bigint << 48) | case when is_called then last_value else 0 end)
        from event_places
        """;

    private const string Last = "select case when is_called then last_value else 0 end from event_places";

    private const string LowestHeld =
        """
        select min(((classid::bigint & 65535) << 32) | objid::bigint)
        from pg_locks
        where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = 20552
            and database = (select oid from pg_database where datname = current_database())
        """;

    /// <summary>The place up to which everything that will ever be there is visible to the next statement on this connection.</summary>
    public static async Task<long> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Last), new(LowestHeld) } };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        _ = await reader.ReadAsync(cancellationToken);
        var last = reader.GetInt64(0);
        _ = await reader.NextResultAsync(cancellationToken);
        _ = await reader.ReadAsync(cancellationToken);

        return await reader.IsDBNullAsync(0, cancellationToken) ? last : Math.Min(last, reader.GetInt64(0));
    }
}
