using System.Text;
using System.Text.Json.Nodes;
using Posthorn.Emulators.Content;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sessions;
using Posthorn.Emulators.Sully.Coding;
using Posthorn.Emulators.Sully.Noting;
using Posthorn.Emulators.Sully.Transcribing;

namespace Posthorn.Emulators.Sully.Operations;

/// <summary>How an operation ends, and what comes of it, out of the seed.</summary>
internal sealed class SullyResults(Seeds seeds)
{
    /// <param name="revision">0 at first; above that the result is made anew.</param>
    public SessionTurn TurnOf(Session session, SullyRecord record, Plan plan, int revision) => plan.Ending switch
    {
        Ending.Success => new(SessionState.Completed, Results: [(SessionPart.Result, Encoding.UTF8.GetBytes(ResultOf(session, record, revision).ToJsonString()))]),
        Ending.Timeout => new(SessionState.TimedOut, plan.Code, plan.Detail ?? "processing timed out"),

        // Sully knows two ends, and tells of both.
        Ending.Cancellation => new(SessionState.Failed, plan.Code, plan.Detail ?? "processing was cancelled"),
        _ => new(SessionState.Failed, plan.Code, plan.Detail ?? ErrorOf(session.Kind, plan.Ending)),
    };

    private JsonObject ResultOf(Session session, SullyRecord record, int revision)
    {
        var visit = SyntheticVisit.Draw(seeds.For($"visit:{session.Id}"));
        return session.Kind switch
        {
            SessionKind.Transcription => new() { ["transcription"] = SpokenText.Of(visit, revision) },
            SessionKind.Note => NotePayload.Of(visit, record, revision),
            _ => FoundCodes.In(record.Text, visit),
        };
    }

    private static string ErrorOf(SessionKind kind, Ending ending) => (kind, ending) switch
    {
        (SessionKind.Transcription, Ending.Failure) => "unsupported audio format",
        (SessionKind.Note, Ending.Failure) => "note generation failed",
        _ => "not enough clinical content",
    };
}
