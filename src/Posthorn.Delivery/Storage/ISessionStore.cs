using Posthorn.Delivery.Sessions;

namespace Posthorn.Delivery.Storage;

/// <summary>Sessions and their documents.</summary>
/// <remarks>
/// Every write names the version that it follows, and is refused where another came first. An end that is told of is not written here but together
/// with its event, see <see cref="Intake.EventToStore.Session"/>.
/// </remarks>
internal interface ISessionStore
{
    ValueTask<Session?> FindAsync(long partnerKey, string id, CancellationToken cancellationToken);

    /// <summary>The sessions of an encounter, oldest first.</summary>
    ValueTask<IReadOnlyList<Session>> OfEncounterAsync(long partnerKey, string encounterId, int limit, CancellationToken cancellationToken);

    /// <param name="ofEncounter">Whether <paramref name="id"/> is an encounter's.</param>
    ValueTask<ReadOnlyMemory<byte>?> ReadAsync(long partnerKey, bool ofEncounter, string id, SessionPart part, CancellationToken cancellationToken);

    /// <summary>Which documents there are of a session, or of an encounter.</summary>
    ValueTask<IReadOnlyList<SessionPart>> PartsAsync(long partnerKey, bool ofEncounter, string id, CancellationToken cancellationToken);

    /// <returns>False when there is another version by now; then nothing was written.</returns>
    ValueTask<bool> WriteAsync(SessionWrite write);

    /// <summary>Those whose deadline has passed, longest overdue first.</summary>
    ValueTask<IReadOnlyList<Session>> OverdueAsync(DateTimeOffset now, int limit);

    /// <summary>Deletes up to <paramref name="limit"/> sessions that were last written before a time, with their documents, and so of encounters.</summary>
    /// <returns>How many went; fewer than the limit means that nothing older is left for now.</returns>
    ValueTask<int> ForgetAsync(DateTimeOffset before, int limit);
}
