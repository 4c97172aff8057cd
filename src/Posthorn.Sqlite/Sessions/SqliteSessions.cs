using Posthorn.Delivery.Sessions;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Sessions;

/// <summary>Sessions in the embedded store: read beside the writer, written by it.</summary>
internal sealed class SqliteSessions(SqliteWriter writer, ReaderPool readers) : ISessionStore
{
    public async ValueTask<Session?> FindAsync(long partnerKey, string id, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(SessionSql.Find).Bind(1, partnerKey).Bind(2, id);
        return row.Read() ? SessionColumns.Read(row) : null;
    }

    public async ValueTask<IReadOnlyList<Session>> OfEncounterAsync(long partnerKey, string encounterId, int limit, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(SessionSql.OfEncounter).Bind(1, partnerKey).Bind(2, encounterId).Bind(3, limit);
        var sessions = new List<Session>();
        while (row.Read())
        {
            sessions.Add(SessionColumns.Read(row));
        }

        return sessions;
    }

    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        long partnerKey, bool ofEncounter, string id, SessionPart part, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(SessionSql.Document).Bind(1, partnerKey).Bind(2, ofEncounter ? 1 : 0).Bind(3, id).Bind(4, (int)part);
        return row.Read() ? row.Bytes(0) : (ReadOnlyMemory<byte>?)null;
    }

    public async ValueTask<IReadOnlyList<SessionPart>> PartsAsync(long partnerKey, bool ofEncounter, string id, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(SessionSql.Parts).Bind(1, partnerKey).Bind(2, ofEncounter ? 1 : 0).Bind(3, id);
        var parts = new List<SessionPart>();
        while (row.Read())
        {
            parts.Add((SessionPart)row.Int32(0));
        }

        return parts;
    }

    public ValueTask<bool> WriteAsync(SessionWrite write) => writer.RunAsync(new WriteSession(write));

    public async ValueTask<IReadOnlyList<Session>> OverdueAsync(DateTimeOffset now, int limit)
    {
        using var reader = await readers.RentAsync(CancellationToken.None);
        var row = reader.Statement(SessionSql.Overdue).Bind(1, now).Bind(2, limit);
        var sessions = new List<Session>();
        while (row.Read())
        {
            sessions.Add(SessionColumns.Read(row));
        }

        return sessions;
    }

    public ValueTask<int> ForgetAsync(DateTimeOffset before, int limit) => writer.RunAsync(new ForgetSessions(before, limit));
}
