namespace Posthorn.Emulators.Sessions;

/// <summary>The sessions of the emulated partner, as the engine keeps them.</summary>
internal interface ISessionBook
{
    /// <summary>Makes one; the same again is the same.</summary>
    Task<SessionResult> PutAsync(SessionDraft draft);

    Task<SessionResult> TurnAsync(string id, SessionTurn turn);

    /// <summary>Progress: its time limit begins anew.</summary>
    Task<SessionResult> TouchAsync(string id);

    /// <summary>From an end back to running, for a result that is made anew.</summary>
    Task<SessionResult> ReopenAsync(string id);

    Task<SessionResult> AttachAsync(string id, SessionPart part, ReadOnlyMemory<byte> json);

    Task<Session?> FindAsync(string id, CancellationToken cancellationToken);

    Task<ReadOnlyMemory<byte>?> ReadAsync(string id, SessionPart part, CancellationToken cancellationToken);

    /// <summary>In the order of their creation.</summary>
    Task<IReadOnlyList<Session>> OfEncounterAsync(string encounterId, CancellationToken cancellationToken);
}
