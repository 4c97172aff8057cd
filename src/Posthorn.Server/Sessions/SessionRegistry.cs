using Posthorn.Api.Problems;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Sessions;
using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Sessions;

/// <summary>The sessions of partners: made, moved on, and their ends told. A state, the documents that come with it and the event of it are one commit.</summary>
/// <remarks>
/// Safe for any number of callers and nodes. Nothing is locked: each write names the version that it follows, and who comes second looks again.
/// </remarks>
internal sealed class SessionRegistry(ISessionStore store, EventIntake intake, SessionNews news, ServerOptions options, TimeProvider clock)
{
    private const int MostTries = 10;

    private static readonly TimeSpan UnavailableFor = TimeSpan.FromSeconds(5);

    /// <summary>Sees to it that there is such a session. The same again changes nothing.</summary>
    public Task<SessionResult> PutAsync(Partner partner, SessionDraft draft) => GuardedAsync(async () =>
    {
        if (await store.FindAsync(partner.Key, draft.Id, CancellationToken.None) is not { } found)
        {
            var made = New(partner, draft);
            return await store.WriteAsync(new(made, draft.Documents)) ? new SessionResult.Made(made) : null;
        }

        return found.Kind == draft.Kind && found.EncounterId == (draft.EncounterId ?? draft.Id)
            ? new SessionResult.Done(found, Event: null, Repeated: true)
            : new SessionResult.Exists();
    });

    /// <summary>Moves a session on.</summary>
    public Task<SessionResult> TurnAsync(Partner partner, string id, SessionTurn turn) => GuardedAsync(async () =>
    {
        if (await store.FindAsync(partner.Key, id, CancellationToken.None) is not { } session)
        {
            return new SessionResult.NotFound();
        }

        var fingerprint = turn.Fingerprint();
        if (session.IsOver && session.State == turn.To && (turn.IfDueBy is not null || session.Fingerprint.Span.SequenceEqual(fingerprint)))
        {
            return new SessionResult.Done(session, Event: null, Repeated: true);
        }

        if (turn.IfDueBy is { } by && !(session.DeadlineAt <= by))
        {
            return new SessionResult.Illegal(session);
        }

        var legal = turn.Reopen
            ? SessionMoves.CanReopen(session.Kind, session.State, turn.To)
            : SessionMoves.IsLegal(session.Kind, session.State, turn.To);
        return legal ? await MoveAsync(partner, After(session, turn, fingerprint), turn) : new SessionResult.Illegal(session);
    });

    /// <summary>Stores documents of a session that is there, whatever state it is in, and lets its time limit begin again.</summary>
    public Task<SessionResult> AttachAsync(Partner partner, string id, IReadOnlyList<SessionDocument> documents) => GuardedAsync(async () =>
    {
        if (await store.FindAsync(partner.Key, id, CancellationToken.None) is not { } session)
        {
            return new SessionResult.NotFound();
        }

        var after = Touched(session);
        return await store.WriteAsync(new(after, documents)) ? new SessionResult.Done(after, Event: null, Repeated: false) : null;
    });

    private async Task<SessionResult?> MoveAsync(Partner partner, Session after, SessionTurn turn)
    {
        var write = new SessionWrite(after, turn.Documents);
        if (!after.IsOver || SessionNews.TypeOf(after.Kind, after.State) is not { } type)
        {
            return await store.WriteAsync(write) ? new SessionResult.Done(after, Event: null, Repeated: false) : null;
        }

        var data = await news.WriteAsync(write);
        if (data.Length > options.PayloadLimit)
        {
            return new SessionResult.Refused(
                [new("/documents/result", ProblemCodes.PayloadTooLarge, $"The notification would have more than {options.PayloadLimit} bytes.")]);
        }

        return await intake.AcceptAsync(partner, new(type, after.Id, data, after.ChangedAt, Session: write)) switch
        {
            IntakeResult.Accepted { Event: var stored } => new SessionResult.Done(after with { EventId = stored.Id }, stored, Repeated: false),
            IntakeResult.Refused refused => new SessionResult.Refused(refused.Problems),
            IntakeResult.Unavailable unavailable => new SessionResult.Unavailable(unavailable.RetryAfter),
            _ => null,
        };
    }

    // Null from the attempt means that somebody else wrote in between: what is there now decides.
    private static async Task<SessionResult> GuardedAsync(Func<Task<SessionResult?>> attempt)
    {
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                if (await attempt() is { } result)
                {
                    return result;
                }
            }

            return new SessionResult.Unavailable(UnavailableFor);
        }
        catch (StoreUnavailableException)
        {
            return new SessionResult.Unavailable(UnavailableFor);
        }
    }

    private Session New(Partner partner, SessionDraft draft)
    {
        var now = Now();
        return new()
        {
            PartnerKey = partner.Key,
            Id = draft.Id,
            Kind = draft.Kind,
            EncounterId = draft.EncounterId ?? draft.Id,
            State = SessionState.Created,
            Version = 1,
            Client = draft.Client,
            AdditionalInfo = draft.AdditionalInfo,
            TimeLimit = draft.TimeLimit,
            DeadlineAt = now + draft.TimeLimit,
            CreatedAt = now,
            ChangedAt = now,
        };
    }

    private Session After(Session session, SessionTurn turn, byte[] fingerprint)
    {
        var over = turn.To >= SessionState.Completed;
        return Touched(session) with
        {
            State = turn.To,
            ErrorCode = turn.ErrorCode,
            ErrorDetail = turn.ErrorDetail,
            EventId = null,
            Fingerprint = over ? fingerprint : default(ReadOnlyMemory<byte>),
            DeadlineAt = over ? null : Now() + session.TimeLimit,
        };
    }

    private Session Touched(Session session)
    {
        var now = Now();
        return session with { Version = session.Version + 1, ChangedAt = now, DeadlineAt = session.IsOver ? null : now + session.TimeLimit };
    }

    /// <summary>As exact as it is stored.</summary>
    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
}
