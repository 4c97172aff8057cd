using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully's bodies. The type decides; the status inside the data is spelled in five ways and decides nothing.</summary>
internal static class SullyReading
{
    /// <summary>
    /// What one guide of the vendor calls <see cref="EventTypes.NoteGenerationSucceeded"/>, with the id as <c>noteId</c>.
    /// </summary>
    private const string NoteCompleted = "note.completed";

    internal static Notification Read(JsonElement root)
    {
        var type = root.TextOf("type");
        var data = root.Member("data");
        ResourceNotification? notification = data.ValueKind != JsonValueKind.Object ? null : type switch
        {
            EventTypes.AudioTranscriptionSucceeded =>
                new AudioTranscriptionSucceeded { Transcription = data.Member("payload").TextOf("transcription") },
            EventTypes.AudioTranscriptionFailed => new AudioTranscriptionFailed { Error = data.TextOf("error") },
            EventTypes.NoteGenerationSucceeded or NoteCompleted => ReadNote(data),
            EventTypes.NoteGenerationFailed => ReadFailedNote(data),
            EventTypes.CodingSucceeded => ReadCoding(data),
            EventTypes.CodingFailed => new CodingFailed { Error = data.TextOf("error") },
            _ => null,
        };
        return notification is null
            ? new UnknownNotification { Type = type, Data = root.ElementOf("data") }
            : notification with { Id = IdOf(notification, data), Status = data.TextOf("status") };
    }

    private static string? IdOf(ResourceNotification notification, JsonElement data) => notification switch
    {
        AudioTranscriptionSucceeded or AudioTranscriptionFailed => data.TextOf("transcriptionId") ?? data.TextOf("id"),
        NoteNotification => data.TextOf("id") ?? data.TextOf("noteId"),
        _ => data.TextOf("id"),
    };

    private static NoteGenerationSucceeded ReadNote(JsonElement data)
    {
        var (payload, timestamp) = (data.Member("payload"), data.Member("timestamp"));
        return new()
        {
            Json = payload.ElementOf("json"),
            Markdown = payload.TextOf("markdown"),
            StartedAt = timestamp.TimeOf("start"),
            CompletedAt = timestamp.TimeOf("complete"),
        };
    }

    private static NoteGenerationFailed ReadFailedNote(JsonElement data)
    {
        var timestamp = data.Member("timestamp");
        return new() { Error = data.TextOf("error"), StartedAt = timestamp.TimeOf("start"), CompletedAt = timestamp.TimeOf("complete") };
    }

    private static CodingSucceeded ReadCoding(JsonElement data) => new()
    {
        CreatedAt = data.TimeOf("created_at"),
        UpdatedAt = data.TimeOf("updated_at"),
        Diagnoses = FindingsOf(data.Member("result"), "diagnoses"),
        Procedures = FindingsOf(data.Member("result"), "procedures"),
    };

    private static List<CodedFinding> FindingsOf(JsonElement result, string name) =>
    [
        .. result.ItemsOf(name).Select(finding => new CodedFinding
        {
            Id = finding.TextOf("id"),
            Text = finding.Member("code").TextOf("text"),
            Codings = [.. finding.Member("code").ItemsOf("coding").Select(CodingOf)],
            Span = SpanOf(finding.Member("text_span")),
        }),
    ];

    private static Coding CodingOf(JsonElement coding) =>
        new() { System = coding.TextOf("system"), Code = coding.TextOf("code"), Display = coding.TextOf("display") };

    private static TextSpan? SpanOf(JsonElement span) =>
        span.NumberOf("start_char") is { } start && span.NumberOf("end_char") is { } end
            ? new(start, end) { Text = span.TextOf("text") }
            : null;
}
