using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Retention;

/// <summary>Forgets old events of the embedded store, oldest first. Called by one caller at a time.</summary>
/// <remarks>
/// Candidates are looked for beside the writer, which then looks again at each before it deletes it. An event that must stay is stepped over;
/// the place is kept from call to call, so that many of them are read once a round and not with each step.
/// </remarks>
internal sealed class SqliteRetention(SqliteWriter writer, ReaderPool readers) : IRetention
{
    /// <summary>How many events are looked at with one statement.</summary>
    private const int Stride = 1_000;

    private const string Look =
        """
        select e.sequence, e.accepted_at < ?2 as old, e.accepted_at < ?2 and not exists (
            select 1 from deliveries d where d.event_sequence = e.sequence and (d.due_at is not null or d.changed_at >= ?2)) as done
        from events e
        where e.sequence > ?1
        order by e.sequence
        limit ?3
        """;

    private long _cursor;

    public async ValueTask<int> SweepAsync(DateTimeOffset before, int limit)
    {
        var swept = 0;
        while (swept < limit)
        {
            var stride = await LookAsync(before, limit - swept);
            if (stride.Done.Count > 0)
            {
                swept += await writer.RunAsync(new DeleteEvents(stride.Done, before));
            }

            _cursor = stride.Last;
            if (stride.AtEnd)
            {
                _cursor = 0;
                break;
            }
        }

        return swept;
    }

    // Events are as old as their place says, but for a clock that was set back: a whole stride of young ones ends the round, a few do not.
    private async ValueTask<SweepStride> LookAsync(DateTimeOffset before, int limit)
    {
        using var reader = await readers.RentAsync(CancellationToken.None);
        var row = reader.Statement(Look).Bind(1, _cursor).Bind(2, before).Bind(3, Stride);
        var done = new List<long>();
        var (last, looked, old) = (_cursor, 0, 0);
        while (done.Count < limit && row.Read())
        {
            looked++;
            last = row.Int64(0);
            old += row.Int32(1);
            if (row.Int64(2) != 0)
            {
                done.Add(last);
            }
        }

        return new(done, last, AtEnd: done.Count < limit && (looked < Stride || old == 0));
    }
}
