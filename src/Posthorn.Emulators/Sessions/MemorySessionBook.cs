using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Delivery.Intake;
using Posthorn.Emulators.Running;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Emulators.Sessions;

/// <summary>Sessions in memory, notified by the engine. Stands in for the engine's own registry.</summary>
internal sealed class MemorySessionBook(EngineSlot slot, Profile profile) : ISessionBook
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, SessionPart), ReadOnlyMemory<byte>> _parts = [];

    public Task<SessionResult> PutAsync(SessionDraft draft)
    {
        lock (_gate)
        {
            var repeated = _sessions.TryGetValue(draft.Id, out var session);
            session ??= _sessions[draft.Id] = new(draft.Id, draft.Kind, SessionState.Created, draft.EncounterId, DateTimeOffset.UnixEpoch.AddTicks(_sessions.Count));
            return Task.FromResult<SessionResult>(new SessionResult.Done(session, repeated));
        }
    }

    public async Task<SessionResult> TurnAsync(string id, SessionTurn turn)
    {
        Session session;
        lock (_gate)
        {
            if (!_sessions.TryGetValue(id, out session!))
            {
                return new SessionResult.NotFound();
            }

            if (session.State == turn.To)
            {
                return new SessionResult.Done(session, Repeated: true);
            }

            if (session.IsOver || turn.To < session.State)
            {
                return new SessionResult.Conflict(session);
            }

            foreach (var (part, json) in turn.Results ?? [])
            {
                _parts[(id, part)] = json;
            }

            session = _sessions[id] = session with { State = turn.To, ErrorCode = turn.ErrorCode, ErrorDetail = turn.ErrorDetail };
        }

        if (session.IsOver && EventOf(session) is { } happened)
        {
            _ = await slot.Engine.Services.GetRequiredService<EventIntake>().AcceptAsync(slot.Engine.Partner, happened);
        }

        return new SessionResult.Done(session, Repeated: false);
    }

    public Task<SessionResult> TouchAsync(string id) => Changed(id, static session => session);

    public Task<SessionResult> ReopenAsync(string id) => Changed(id, static session => session with { State = SessionState.Running });

    public Task<SessionResult> AttachAsync(string id, SessionPart part, ReadOnlyMemory<byte> json)
    {
        lock (_gate)
        {
            _parts[(id, part)] = json;
        }

        return Changed(id, static session => session);
    }

    public Task<Session?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_sessions.GetValueOrDefault(id));
        }
    }

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string id, SessionPart part, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<ReadOnlyMemory<byte>?>(_parts.TryGetValue((id, part), out var json) ? json : default(ReadOnlyMemory<byte>?));
        }
    }

    public Task<IReadOnlyList<Session>> OfEncounterAsync(string encounterId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<Session>>(
                [.. _sessions.Values.Where(one => one.EncounterId == encounterId).OrderBy(static one => one.CreatedAt)]);
        }
    }

    private Task<SessionResult> Changed(string id, Func<Session, Session> change)
    {
        lock (_gate)
        {
            return Task.FromResult<SessionResult>(_sessions.TryGetValue(id, out var session)
                ? new SessionResult.Done(_sessions[id] = change(session), Repeated: false)
                : new SessionResult.NotFound());
        }
    }

    private NewEvent? EventOf(Session session)
    {
        if (profile.Name == "sully")
        {
            var ended = session.State == SessionState.Completed ? "succeeded" : "failed";
            var type = session.Kind switch
            {
                SessionKind.Transcription => "audio_transcription.",
                SessionKind.Note => "note_generation.",
                _ => "coding.",
            };
            return new(type + ended, session.Id, _parts[(session.Id, SessionPart.Result)], OccurredAt: null);
        }

        var name = session.State switch
        {
            SessionState.Completed => EventTypes.SessionCompleted,
            SessionState.Failed => EventTypes.SessionFailed,
            SessionState.TimedOut => EventTypes.SessionTimedOut,
            SessionState.Cancelled => EventTypes.SessionCancelled,
            _ => null,
        };
        return name is null ? null : new(name, session.Id, System.Text.Encoding.UTF8.GetBytes(DataOf(session).ToJsonString()), OccurredAt: null);
    }

    private JsonObject DataOf(Session session)
    {
        var data = new JsonObject { ["session_id"] = session.Id, ["encounter_id"] = session.EncounterId ?? session.Id };
        if (session.State == SessionState.Failed)
        {
            data["error_code"] = session.ErrorCode ?? "ERROR_CODE_TRANSCRIPTION";
            data["error_detail"] = session.ErrorDetail ?? "";
        }
        else if (session.State == SessionState.Completed)
        {
            data["sessions"] = new JsonArray([.. _sessions.Values.Where(one => one.EncounterId == session.EncounterId).Select(one => JsonValue.Create(one.Id))]);
            data["links"] = new JsonObject { ["status"] = new JsonArray(new JsonObject { ["href"] = $"/api/v1/ambient/session/{session.Id}/status", ["method"] = "GET" }) };
        }

        return data;
    }
}
