using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Relay.Keeping;

/// <summary>Gives an arrival its place and keeps it; what is too much goes in the same commit.</summary>
internal sealed class AppendArrival(long sourceKey, ArrivalId id, DateTimeOffset receivedAt, long bodyBytes, byte[] sha256, byte[] sealedContent, long mostBytes)
    : WriteCommand<Appended>
{
    private const string Next = "update sources set last_sequence = last_sequence + 1 where key = ?1 returning last_sequence";

    private const string Insert =
        """
        insert into arrivals (source_key, sequence, id, received_at, body_bytes, body_sha256, sealed)
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        """;

    private const string Use = "update usage set bytes = bytes + ?1";

    protected override Appended Apply(SqliteConnection connection)
    {
        var next = connection.Kept(Next).Bind(1, sourceKey);
        var sequence = next.Read() ? next.Int64(0) : throw new InvalidOperationException("A source that arrivals are kept for is not in the store.");
        next.Reset();

        _ = connection.Kept(Insert)
            .Bind(1, sourceKey).Bind(2, sequence).Bind(3, id.Value).Bind(4, receivedAt).Bind(5, bodyBytes).Bind(6, sha256).Bind(7, sealedContent).Execute();
        var place = connection.LastInsertedRow;
        _ = connection.Kept(Use).Bind(1, (long)sealedContent.Length).Execute();
        return new(sequence, OldestArrivals.BeyondBytes(connection, mostBytes, place));
    }
}
