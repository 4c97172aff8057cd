using Posthorn.Emulators.Running;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sessions;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>Suki's sessions: the engine's, with a record each, and what happens to them when they end.</summary>
internal sealed class SukiBook(Stage stage)
{
    /// <summary>What a session lies without progress before it times out. Suki does not say; a stream may be paused as long.</summary>
    private static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(30);

    /// <summary>However fast the vendor's times go by, clients are as slow as ever.</summary>
    private static readonly TimeSpan LeastLimit = TimeSpan.FromSeconds(5);

    /// <summary>Beyond the work that a scenario asks for.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);

    private readonly SukiResults _results = new(stage.Seeds);
    private readonly Lock _gate = new();
    private Task _lastChange = Task.CompletedTask;

    /// <summary>Makes a session.</summary>
    /// <param name="id">As the client wants to have it; null for one of ours.</param>
    /// <returns>Null when there is one of this id.</returns>
    public async Task<Session?> CreateAsync(SessionKind kind, string? id, string? encounterId, SukiRecord record, CancellationToken cancellationToken)
    {
        if (id is not null && await stage.Sessions.FindAsync(id, cancellationToken) is not null)
        {
            return null;
        }

        id ??= await UnusedAsync(kind, cancellationToken);
        encounterId ??= stage.Seeds.Uuid($"encounter:{id}");
        var plan = stage.Casting.Cast(id, new(kind, id, encounterId, record.Correlation));
        return await stage.Sessions.PutAsync(new(id, kind, encounterId, TimeLimit: LimitOf(plan))) switch
        {
            SessionResult.Done { Session: { } made } => await WrittenAsync(made, record),
            SessionResult.Unavailable => throw new EngineUnavailableException(),
            _ => null,
        };
    }

    /// <summary>A session of this kind; null where there is none.</summary>
    public async Task<Session?> FindAsync(SessionKind kind, string id, CancellationToken cancellationToken)
    {
        var session = await stage.Sessions.FindAsync(id, cancellationToken);
        if (session is { State: SessionState.Running } && session.Kind == kind)
        {
            // After a restart nobody works on it: whoever asks for it sets that going again. Where somebody does, nothing happens.
            Work(session, await RecordAsync(id, cancellationToken));
        }

        return session?.Kind == kind ? session : null;
    }

    public async Task<SukiRecord> RecordAsync(string id, CancellationToken cancellationToken) =>
        SukiRecord.Of(await stage.Sessions.ReadAsync(id, SessionPart.Context, cancellationToken));

    /// <summary>Changes the record. One change at a time, so that none is lost.</summary>
    public Task<SukiRecord> ChangeAsync(string id, Func<SukiRecord, SukiRecord> change)
    {
        lock (_gate)
        {
            var changing = ChangeAfterAsync(_lastChange, id, change);
            _lastChange = changing;
            return changing;
        }
    }

    /// <summary>Takes a session from created to ready: it has a context, or a stream.</summary>
    public async Task MakeReadyAsync(Session session)
    {
        if (session.State == SessionState.Created)
        {
            _ = await stage.Sessions.TurnAsync(session.Id, new(SessionState.Ready));
        }
    }

    /// <summary>Begins to work on what was recorded so far.</summary>
    /// <param name="isResumable">Whether the session can be gone on with afterwards.</param>
    /// <returns>False when its state does not let it.</returns>
    public async Task<bool> EndAsync(Session session, bool isResumable)
    {
        var before = await RecordAsync(session.Id, CancellationToken.None);
        if (!before.IsResumable)
        {
            if (session.State == SessionState.Running)
            {
                // Told before: the work is under way.
                return true;
            }

            if (session.IsOver || await stage.Sessions.TurnAsync(session.Id, new(SessionState.Running)) is not SessionResult.Done)
            {
                return false;
            }
        }

        var record = await ChangeAsync(session.Id, one => one with { IsResumable = isResumable, Rounds = one.Rounds + 1 });
        if (before.IsResumable)
        {
            var plan = PlanOf(session, record);
            stage.Work.BeginAgain(session.Id, plan, revision => _results.TurnOf(session, plan, record, revision), before.Rounds);
        }
        else
        {
            Work(session, record);
        }

        return true;
    }

    public Task<SessionResult> CancelAsync(string id) => stage.Sessions.TurnAsync(id, new(SessionState.Cancelled));

    private async Task<SukiRecord> ChangeAfterAsync(Task before, string id, Func<SukiRecord, SukiRecord> change)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        var changed = change(await RecordAsync(id, CancellationToken.None));
        _ = await stage.Sessions.AttachAsync(id, SessionPart.Context, changed.ToJson());
        return changed;
    }

    private void Work(Session session, SukiRecord record)
    {
        var plan = PlanOf(session, record);
        stage.Work.Begin(session.Id, plan, revision => _results.TurnOf(session, plan, record, revision));
    }

    // What a scenario or an id asks for goes before what the audio says.
    private Plan PlanOf(Session session, SukiRecord record)
    {
        var plan = stage.Casting.PlanOf(session.Id, session.EncounterId, record.Correlation);
        return plan.IsAsked || session.Kind != SessionKind.Ambient || Audio.IsEnough(record.AudioBytes, stage.Tempo) ? plan : plan with { Ending = Ending.Skipped };
    }

    private TimeSpan LimitOf(Plan plan)
    {
        var vendors = plan.After is { } after && after + Margin > IdleLimit ? after + Margin : IdleLimit;
        var limit = stage.Tempo.Of(vendors);
        return limit > LeastLimit ? limit : LeastLimit;
    }

    private async Task<Session> WrittenAsync(Session session, SukiRecord record)
    {
        _ = await ChangeAsync(session.Id, _ => record);
        return session;
    }

    private async Task<string> UnusedAsync(SessionKind kind, CancellationToken cancellationToken)
    {
        // In a store that was kept the first ones are taken.
        string id;
        do
        {
            id = stage.Seeds.Uuid($"{kind}:{stage.Casting.NextNumber()}");
        }
        while (await stage.Sessions.FindAsync(id, cancellationToken) is not null);
        return id;
    }
}
