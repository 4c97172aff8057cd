using Posthorn.Sqlite.Connection;

namespace Posthorn.Relay.Keeping;

/// <summary>Removes arrivals, oldest first, within the writer's transaction, and counts them as it does.</summary>
internal static class OldestArrivals
{
    private const string Oldest = "select place, source_key, sequence, received_at, length(sealed) from arrivals order by place limit 1";

    private const string Used = "select bytes from usage";

    private const string Delete = "delete from arrivals where place = ?1";

    private const string Free = "update usage set bytes = bytes - ?1";

    private const string Count =
        """
        update sources set removed = removed + 1, removed_unread = removed_unread + case
            when ?2 > coalesce((select max(sequence) from listeners where source_key = ?1), 0) then 1 else 0 end
        where key = ?1
        returning ?2 > coalesce((select max(sequence) from listeners where source_key = ?1), 0)
        """;

    /// <param name="mostBytes">As long as more than this is kept, the oldest goes; it is never the last one.</param>
    public static List<Removal> BeyondBytes(SqliteConnection connection, long mostBytes, long newest) =>
        While(connection, row => row.Place != newest && UsedBytes(connection) > mostBytes, int.MaxValue);

    /// <param name="before">What came earlier goes.</param>
    public static List<Removal> BeforeTime(SqliteConnection connection, long before, int limit) => While(connection, row => row.ReceivedAt < before, limit);

    private static List<Removal> While(SqliteConnection connection, Func<(long Place, long ReceivedAt), bool> goes, int limit)
    {
        var removed = new Dictionary<long, Removal>();
        for (var i = 0; i < limit; i++)
        {
            var oldest = connection.Kept(Oldest);
            if (!oldest.Read())
            {
                break;
            }

            var (place, source, sequence, receivedAt, bytes) = (oldest.Int64(0), oldest.Int64(1), oldest.Int64(2), oldest.Int64(3), oldest.Int64(4));
            oldest.Reset();
            if (!goes((place, receivedAt)))
            {
                break;
            }

            _ = connection.Kept(Delete).Bind(1, place).Execute();
            _ = connection.Kept(Free).Bind(1, bytes).Execute();
            var former = removed.GetValueOrDefault(source, new(source, 0, 0));
            removed[source] = former with { Count = former.Count + 1, Unread = former.Unread + CountOne(connection, source, sequence) };
        }

        return [.. removed.Values];
    }

    private static long CountOne(SqliteConnection connection, long source, long sequence)
    {
        var count = connection.Kept(Count).Bind(1, source).Bind(2, sequence);
        var unread = count.Read() ? count.Int64(0) : 0;
        count.Reset();
        return unread;
    }

    private static long UsedBytes(SqliteConnection connection)
    {
        var used = connection.Kept(Used);
        var bytes = used.Read() ? used.Int64(0) : 0;
        used.Reset();
        return bytes;
    }
}
