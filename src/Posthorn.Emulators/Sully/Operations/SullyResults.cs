using System.Text;
using System.Text.Json.Nodes;
using Posthorn.Emulators.Content;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sessions;
using Posthorn.Emulators.Sully.Coding;
using Posthorn.Emulators.Sully.Noting;
using Posthorn.Emulators.Sully.Transcribing;

namespace Posthorn.Emulators.Sully.Operations;

/// <summary>How an operation ends: what is notified of it, out of the seed. The routes answer with parts of the same.</summary>
internal sealed class SullyResults(Stage stage)
{
    /// <param name="revision">0 at first; above that the result is made anew.</param>
    public SessionTurn TurnOf(Session session, SullyRecord record, Plan plan, int revision)
    {
        var data = new JsonObject { [session.Kind == SessionKind.Transcription ? "transcriptionId" : "id"] = session.Id };
        var ended = stage.Clock.GetUtcNow();
        if (plan.Ending == Ending.Success)
        {
            data["status"] = "completed";
            AddResult(data, session, record, revision);
            AddTimes(data, session.Kind, record, ended);
            return new(SessionState.Completed, Results: Parts(data, record, ended));
        }

        data["status"] = "failed";
        var error = plan.Detail ?? ErrorOf(session.Kind, plan.Ending);
        if (session.Kind == SessionKind.Note)
        {
            AddTimes(data, session.Kind, record, ended);
        }

        // Of a note the vendor tells no reason, unless a scenario has one.
        if (session.Kind != SessionKind.Note || plan.Detail is not null)
        {
            data["error"] = error;
        }

        return new(SessionState.Failed, plan.Code, error, Parts(data, record, ended));
    }

    private void AddResult(JsonObject data, Session session, SullyRecord record, int revision)
    {
        var visit = SyntheticVisit.Draw(stage.Seeds.For($"visit:{session.Id}"));
        if (session.Kind == SessionKind.Coding)
        {
            data["result"] = FoundCodes.In(record.Text, visit);
            return;
        }

        data["payload"] = session.Kind == SessionKind.Note
            ? NotePayload.Of(visit, record, revision)
            : new JsonObject { ["transcription"] = SpokenText.Of(visit, revision) };
    }

    private static void AddTimes(JsonObject data, SessionKind kind, SullyRecord record, DateTimeOffset ended)
    {
        if (kind == SessionKind.Note)
        {
            data["timestamp"] = new JsonObject
            {
                ["start"] = record.CreatedAt.ToUnixTimeMilliseconds(),
                ["complete"] = ended.ToUnixTimeMilliseconds(),
            };
        }
        else if (kind == SessionKind.Coding)
        {
            data["created_at"] = SullyTimes.Text(record.CreatedAt);
            data["updated_at"] = SullyTimes.Text(ended);
        }
    }

    private static string ErrorOf(SessionKind kind, Ending ending) => ending switch
    {
        Ending.Timeout => "processing timed out",
        Ending.Cancellation => "processing was cancelled",
        Ending.Skipped => "not enough clinical content",
        _ => kind switch
        {
            SessionKind.Transcription => "unsupported audio format",
            SessionKind.Note => "note generation failed",
            _ => "not enough clinical content",
        },
    };

    private static IReadOnlyList<(SessionPart Part, ReadOnlyMemory<byte> Json)> Parts(JsonObject data, SullyRecord record, DateTimeOffset ended) =>
    [
        (SessionPart.Result, Encoding.UTF8.GetBytes(data.ToJsonString())),
        (SessionPart.Context, (record with { EndedAt = ended }).ToJson()),
    ];
}
