using Npgsql;
using Posthorn.Delivery.Sessions;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Reading;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Sessions;

/// <summary>Sessions in PostgreSQL: read from the primary, so that what was just written is there.</summary>
internal sealed class PostgresSessions(NpgsqlDataSource source, WriteQueue<ISessionChange> changes) : ISessionStore
{
    public async ValueTask<Session?> FindAsync(long partnerKey, string id, CancellationToken cancellationToken) =>
        (await new Question<Session>(SessionSql.Find, SessionColumns.Read).With(partnerKey).With(id).AskAsync(source, cancellationToken)).SingleOrDefault();

    public async ValueTask<IReadOnlyList<Session>> OfEncounterAsync(long partnerKey, string encounterId, int limit, CancellationToken cancellationToken) =>
        await new Question<Session>(SessionSql.OfEncounter, SessionColumns.Read)
            .With(partnerKey).With(encounterId).With(limit)
            .AskAsync(source, cancellationToken);

    public async ValueTask<ReadOnlyMemory<byte>?> ReadAsync(
        long partnerKey, bool ofEncounter, string id, SessionPart part, CancellationToken cancellationToken)
    {
        var found = await new Question<byte[]>(SessionSql.Document, static row => row.GetFieldValue<byte[]>(0))
            .With(partnerKey).With(ofEncounter).With(id).With((int)part)
            .AskAsync(source, cancellationToken);
        return found.Count == 0 ? (ReadOnlyMemory<byte>?)null : found[0];
    }

    public async ValueTask<IReadOnlyList<SessionPart>> PartsAsync(long partnerKey, bool ofEncounter, string id, CancellationToken cancellationToken) =>
        await new Question<SessionPart>(SessionSql.Parts, static row => (SessionPart)row.GetInt32(0))
            .With(partnerKey).With(ofEncounter).With(id)
            .AskAsync(source, cancellationToken);

    public ValueTask<bool> WriteAsync(SessionWrite write)
    {
        var change = new ChangeSession(write);
        changes.Add(change);
        return change.Promise;
    }

    public async ValueTask<IReadOnlyList<Session>> OverdueAsync(DateTimeOffset now, int limit) =>
        await new Question<Session>(SessionSql.Overdue, SessionColumns.Read).With(now).With(limit).AskAsync(source, CancellationToken.None);

    public async ValueTask<int> ForgetAsync(DateTimeOffset before, int limit) =>
        (await new Question<int>(SessionSql.Forget, static row => row.GetInt32(0)).With(before).With(limit).AskAsync(source, CancellationToken.None))[0];
}
