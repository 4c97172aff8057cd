using Microsoft.Extensions.DependencyInjection;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Emulators.Running;
using Posthorn.Server.Pulling;
using Posthorn.Server.Sessions;

namespace Posthorn.Emulators.Sessions;

/// <summary>The sessions of the emulated partner, in the registry of the engine of this moment.</summary>
internal sealed class SessionBook(EngineSlot slot)
{
    /// <summary>More than anybody has in one encounter.</summary>
    private const int MostOfEncounter = 1_000;

    private SessionRegistry Registry => slot.Engine.Services.GetRequiredService<SessionRegistry>();

    private ISessionStore Store => slot.Engine.Services.GetRequiredService<ISessionStore>();

    /// <summary>Makes one; the same again is the same.</summary>
    public async Task<SessionResult> PutAsync(SessionDraft draft) => ToResult(await Registry.PutAsync(
        slot.Engine.Partner,
        new(draft.Id, draft.Kind) { EncounterId = draft.EncounterId, AdditionalInfo = draft.AdditionalInfo, TimeLimit = draft.TimeLimit }));

    /// <summary>Moves it on. An end, its results and the event that tells of it are one commit.</summary>
    public async Task<SessionResult> TurnAsync(string id, SessionTurn turn) => ToResult(await Registry.TurnAsync(
        slot.Engine.Partner,
        id,
        new(turn.To)
        {
            ErrorCode = turn.ErrorCode,
            ErrorDetail = turn.ErrorDetail,
            Documents = [.. (turn.Results ?? []).Select(static one => new SessionDocument(OfEncounter: false, one.Part, one.Json))],
        }));

    /// <summary>Progress: its time limit begins anew.</summary>
    public async Task<SessionResult> TouchAsync(string id) => ToResult(await Registry.AttachAsync(slot.Engine.Partner, id, []));

    /// <summary>From an end back to running, for a result that is made anew.</summary>
    public async Task<SessionResult> ReopenAsync(string id) =>
        ToResult(await Registry.TurnAsync(slot.Engine.Partner, id, new(SessionState.Running) { Reopen = true }));

    public async Task<SessionResult> AttachAsync(string id, SessionPart part, ReadOnlyMemory<byte> json) =>
        ToResult(await Registry.AttachAsync(slot.Engine.Partner, id, [new(OfEncounter: false, part, json)]));

    public async Task<Session?> FindAsync(string id, CancellationToken cancellationToken) =>
        await Store.FindAsync(slot.Engine.Partner.Key, id, cancellationToken);

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string id, SessionPart part, CancellationToken cancellationToken) =>
        await Store.ReadAsync(slot.Engine.Partner.Key, ofEncounter: false, id, part, cancellationToken);

    /// <summary>In the order of their creation.</summary>
    public async Task<IReadOnlyList<Session>> OfEncounterAsync(string encounterId, CancellationToken cancellationToken) =>
        await Store.OfEncounterAsync(slot.Engine.Partner.Key, encounterId, MostOfEncounter, cancellationToken);

    /// <summary>Asks as a partner asks a server, and gets the answer in the vendor's words; null is the same as not existing.</summary>
    public Task<ReadOnlyMemory<byte>?> AskAsync(Func<SukiPulls, Partner, Task<ReadOnlyMemory<byte>?>> ask) =>
        ask(slot.Engine.Services.GetRequiredService<SukiPulls>(), slot.Engine.Partner);

    private static SessionResult ToResult(Server.Sessions.SessionResult result) => result switch
    {
        Server.Sessions.SessionResult.Made made => new SessionResult.Done(made.Session, Repeated: false),
        Server.Sessions.SessionResult.Done done => new SessionResult.Done(done.Session, done.Repeated),
        Server.Sessions.SessionResult.Illegal illegal => new SessionResult.Conflict(illegal.Session),
        Server.Sessions.SessionResult.NotFound => new SessionResult.NotFound(),
        Server.Sessions.SessionResult.Exists => new SessionResult.Refused("There is another session of this id."),
        Server.Sessions.SessionResult.Refused refused => new SessionResult.Refused(string.Join(' ', refused.Problems.Select(static problem => problem.Message))),
        _ => new SessionResult.Unavailable(),
    };
}
