using Posthorn.Emulators.Content;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sessions;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>What comes of a session: its end, and the documents that it leaves behind.</summary>
internal sealed class SukiResults(Seeds seeds)
{
    private const string UsualCode = "ERROR_CODE_TRANSCRIPTION";
    private const string UsualDetail = "Error in transcription";

    /// <param name="revision">0 for the first note, and counted up for each that is made anew.</param>
    public SessionTurn TurnOf(Session session, Plan plan, SukiRecord record, int revision) => plan.Ending switch
    {
        Ending.Failure => new(SessionState.Failed, plan.Code ?? UsualCode, plan.Detail ?? UsualDetail),
        Ending.Timeout => new(SessionState.TimedOut),
        Ending.Cancellation => new(SessionState.Cancelled),
        Ending.Skipped => new(SessionState.Skipped),
        _ when session.Kind == SessionKind.FormFilling => new(SessionState.Completed, Results: [(SessionPart.StructuredData, FormsOf(session, record, revision))]),
        _ => new(SessionState.Completed, Results: DocumentsOf(session, record, revision)),
    };

    /// <summary>The visit that a session recorded: the same for the same id, and a little different each time it is made anew.</summary>
    public static SyntheticVisit VisitOf(Seeds seeds, string sessionId, int revision = 0) => SyntheticVisit.Draw(seeds.For($"visit:{sessionId}:{revision}"));

    private IReadOnlyList<(SessionPart, ReadOnlyMemory<byte>)> DocumentsOf(Session session, SukiRecord record, int revision)
    {
        var visit = VisitOf(seeds, session.Id, revision);
        return
        [
            (SessionPart.Content, SukiDocuments.Content(visit, SectionsOf(visit, record, revision), seeds, session.Id)),
            (SessionPart.Transcript, SukiDocuments.Transcript(visit, record, seeds, session.Id)),
            (SessionPart.StructuredData, SukiDocuments.StructuredData(visit)),
        ];
    }

    // Whoever asked for sections gets those, in that order.
    private static IReadOnlyList<SyntheticSection> SectionsOf(SyntheticVisit visit, SukiRecord record, int revision)
    {
        var asked = record.Context["sections"]?.AsArray().Select(static one => (string?)one?["loinc"]).OfType<string>().Distinct(StringComparer.Ordinal).ToList() ?? [];
        var sections = asked.Count == 0 ? visit.Sections : [.. asked.Select(loinc => SyntheticNotes.Of(loinc, visit.About, visit.Diagnoses))];
        return revision == 0 ? sections : [.. sections.Select(one => one with { Text = $"{one.Text} (Revision {revision + 1}.)" })];
    }

    private ReadOnlyMemory<byte> FormsOf(Session session, SukiRecord record, int revision) =>
        SukiForms.StructuredData(FormContextCheck.TemplatesOf(record.Context), record.Correlation, seeds, session.Id, revision);
}
