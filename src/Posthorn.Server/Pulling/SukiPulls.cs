using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Sessions;
using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Pulling;

/// <summary>What a partner can ask of Suki's kinds of sessions. Null is the same as not existing.</summary>
internal sealed class SukiPulls(ISessionStore store)
{
    /// <summary>How many sessions of an encounter are put together.</summary>
    private const int MostSessions = 100;

    public async Task<ReadOnlyMemory<byte>?> StatusAsync(Partner partner, SessionKind kind, string id, CancellationToken cancellationToken) =>
        await FindAsync(partner, kind, id, cancellationToken) is { } session ? SukiAnswers.Status(session) : null;

    public async Task<ReadOnlyMemory<byte>?> DocumentAsync(Partner partner, SessionKind kind, string id, SessionPart part, CancellationToken cancellationToken) =>
        await FindAsync(partner, kind, id, cancellationToken) is { State: SessionState.Completed }
            ? await store.ReadAsync(partner.Key, ofEncounter: false, id, part, cancellationToken)
            : null;

    /// <param name="cumulative">Whether the notes of the encounter's sessions before are put before it.</param>
    public async Task<ReadOnlyMemory<byte>?> ContentAsync(Partner partner, string id, bool cumulative, CancellationToken cancellationToken)
    {
        if (!cumulative)
        {
            return await DocumentAsync(partner, SessionKind.Ambient, id, SessionPart.Content, cancellationToken);
        }

        if (await FindAsync(partner, SessionKind.Ambient, id, cancellationToken) is not { State: SessionState.Completed } session)
        {
            return null;
        }

        var sessions = await store.OfEncounterAsync(partner.Key, session.EncounterId, MostSessions, cancellationToken);
        return SukiAnswers.Contents(await PartsAsync(
            partner, sessions.TakeWhile(one => one.Id != id).Append(session), SessionPart.Content, cancellationToken));
    }

    /// <summary>What was attached to the encounter; where nothing was, what its sessions have, put together.</summary>
    public async Task<ReadOnlyMemory<byte>?> OfEncounterAsync(Partner partner, string encounterId, SessionPart part, CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(partner.Key, ofEncounter: true, encounterId, part, cancellationToken) is { } attached)
        {
            return attached;
        }

        var sessions = await store.OfEncounterAsync(partner.Key, encounterId, MostSessions, cancellationToken);
        var parts = await PartsAsync(partner, sessions.Where(static one => one.Kind == SessionKind.Ambient), part, cancellationToken);
        return part == SessionPart.Content ? SukiAnswers.Contents(parts) : SukiAnswers.StructuredData(parts);
    }

    private async Task<Session?> FindAsync(Partner partner, SessionKind kind, string id, CancellationToken cancellationToken) =>
        await store.FindAsync(partner.Key, id, cancellationToken) is { } session && session.Kind == kind ? session : null;

    private async Task<List<ReadOnlyMemory<byte>>> PartsAsync(
        Partner partner, IEnumerable<Session> sessions, SessionPart part, CancellationToken cancellationToken)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        foreach (var session in sessions.Where(static one => one.State == SessionState.Completed))
        {
            if (await store.ReadAsync(partner.Key, ofEncounter: false, session.Id, part, cancellationToken) is { } found)
            {
                parts.Add(found);
            }
        }

        return parts;
    }
}
