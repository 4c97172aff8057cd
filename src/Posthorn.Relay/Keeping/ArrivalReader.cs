using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Secrets;
using Posthorn.Relay.Wire;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Relay.Keeping;

/// <summary>Reads what is kept, beside the writer.</summary>
internal sealed partial class ArrivalReader(RelayDatabase database, SecretVault vault, ILogger<ArrivalReader> logger)
{
    private const string After =
        """
        select id, sequence, received_at, body_sha256, sealed from arrivals
        where source_key = ?1 and sequence > ?2 order by sequence limit ?3
        """;

    private const string One = "select id, sequence, received_at, body_sha256, sealed from arrivals where source_key = ?1 and id = ?2";

    private const string Summaries =
        """
        select id, sequence, received_at, body_sha256, body_bytes from arrivals
        where source_key = ?1 and sequence > ?2 order by sequence limit ?3
        """;

    private const string State = "select last_sequence, removed, removed_unread from sources where key = ?1";

    private const string Cursor = "select sequence from listeners where source_key = ?1 and name = ?2";

    /// <summary>What follows a place, in order, up to so many and about so many bytes; at least one where there is one.</summary>
    public async ValueTask<IReadOnlyList<StoredArrival>> AfterAsync(KnownSource source, long sequence, int limit, long bytes, CancellationToken cancellationToken)
    {
        using var reader = await database.Readers.RentAsync(cancellationToken);
        var row = reader.Statement(After).Bind(1, source.Key).Bind(2, sequence).Bind(3, limit);
        var found = new List<StoredArrival>();
        var read = 0L;
        while (read < bytes && row.Read())
        {
            found.Add(Open(source, row, out var length));
            read += length;
        }

        return found;
    }

    /// <returns>Null when this source has none of that id.</returns>
    public async ValueTask<StoredArrival?> FindAsync(KnownSource source, ArrivalId id, CancellationToken cancellationToken)
    {
        using var reader = await database.Readers.RentAsync(cancellationToken);
        var row = reader.Statement(One).Bind(1, source.Key).Bind(2, id.Value);
        return row.Read() ? Open(source, row, out _) : null;
    }

    public async ValueTask<ArrivalPage> PageAsync(KnownSource source, long after, int limit, CancellationToken cancellationToken)
    {
        using var reader = await database.Readers.RentAsync(cancellationToken);
        var state = reader.Statement(State).Bind(1, source.Key);
        _ = state.Read();
        var row = reader.Statement(Summaries).Bind(1, source.Key).Bind(2, after).Bind(3, limit);
        var found = new List<ArrivalSummary>();
        while (row.Read())
        {
            found.Add(new()
            {
                Id = new ArrivalId(row.Guid(0)).ToString(),
                Sequence = row.Int64(1),
                Source = source.Name,
                ReceivedAt = row.Time(2),
                BodySha256 = Convert.ToHexStringLower(row.Bytes(3)),
                BodyBytes = row.Int64(4),
            });
        }

        return new() { Source = source.Name, LastSequence = state.Int64(0), Removed = state.Int64(1), RemovedUnread = state.Int64(2), Arrivals = found };
    }

    /// <summary>The last place that was given out.</summary>
    public async ValueTask<long> LastAsync(KnownSource source, CancellationToken cancellationToken)
    {
        using var reader = await database.Readers.RentAsync(cancellationToken);
        var state = reader.Statement(State).Bind(1, source.Key);
        return state.Read() ? state.Int64(0) : 0;
    }

    /// <summary>How far a listener had come; 0 when it is new.</summary>
    public async ValueTask<long> CursorAsync(KnownSource source, string listener, CancellationToken cancellationToken)
    {
        using var reader = await database.Readers.RentAsync(cancellationToken);
        var row = reader.Statement(Cursor).Bind(1, source.Key).Bind(2, listener);
        return row.Read() ? row.Int64(0) : 0;
    }

    private StoredArrival Open(KnownSource source, Statement row, out long length)
    {
        var (id, sequence, receivedAt, sha256, sealedContent) = (new ArrivalId(row.Guid(0)), row.Int64(1), row.Time(2), row.Bytes(3), row.Bytes(4));
        length = sealedContent.Length;
        if (SealedArrival.TryOpen(vault, SealedArrival.PlaceOf(source.Name, id, receivedAt), sealedContent, out var request))
        {
            return new(sequence, new(id, sequence, source.Name, receivedAt, sha256, request));
        }

        Log.Unreadable(logger, id, source.Name);
        return new(sequence, null);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ArrivalUnreadable, LogLevel.Error, "{Arrival} of {Source} cannot be opened: it was changed, or sealed for another place. Listeners are told")]
        public static partial void Unreadable(ILogger logger, ArrivalId arrival, string source);
    }
}
