using System.Buffers;
using System.Text.Json;
using Posthorn.Delivery.Sessions;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Profiles;
using SessionState = Posthorn.Delivery.Sessions.SessionState;

namespace Posthorn.Server.Sessions;

/// <summary>The end of a session → the data of the event that tells of it, in the words of its vendor.</summary>
internal sealed class SessionNews(ISessionStore store, SessionLinks links)
{
    /// <summary>How many sessions of an encounter are named in one notification.</summary>
    private const int MostSessions = 100;

    /// <summary>The type of the event; null for an end that no vendor tells of.</summary>
    public static string? TypeOf(SessionKind kind, SessionState end) => (kind, end) switch
    {
        (SessionKind.Ambient or SessionKind.FormFilling, SessionState.Completed) => EventTypes.SessionCompleted,
        (SessionKind.Ambient or SessionKind.FormFilling, SessionState.Failed) => EventTypes.SessionFailed,
        (SessionKind.Ambient or SessionKind.FormFilling, SessionState.TimedOut) => EventTypes.SessionTimedOut,
        (SessionKind.Ambient or SessionKind.FormFilling, SessionState.Cancelled) => EventTypes.SessionCancelled,
        (SessionKind.Transcription, SessionState.Completed) => EventTypes.AudioTranscriptionSucceeded,
        (SessionKind.Transcription, SessionState.Failed or SessionState.TimedOut) => EventTypes.AudioTranscriptionFailed,
        (SessionKind.Note, SessionState.Completed) => EventTypes.NoteGenerationSucceeded,
        (SessionKind.Note, SessionState.Failed or SessionState.TimedOut) => EventTypes.NoteGenerationFailed,
        (SessionKind.Coding, SessionState.Completed) => EventTypes.CodingSucceeded,
        (SessionKind.Coding, SessionState.Failed or SessionState.TimedOut) => EventTypes.CodingFailed,
        _ => null,
    };

    public async Task<ReadOnlyMemory<byte>> WriteAsync(SessionWrite write)
    {
        var output = new ArrayBufferWriter<byte>();
        if (write.After.Kind is SessionKind.Ambient or SessionKind.FormFilling)
        {
            await WriteSessionAsync(output, write);
        }
        else
        {
            var result = await ResultAsync(write);
            await using var writer = new Utf8JsonWriter(output);
            ResourceNews.Write(writer, write.After, result);
        }

        return output.WrittenMemory;
    }

    private async Task WriteSessionAsync(ArrayBufferWriter<byte> output, SessionWrite write)
    {
        var session = write.After;
        var others = await store.OfEncounterAsync(session.PartnerKey, session.EncounterId, MostSessions, CancellationToken.None);
        var parts = await store.PartsAsync(session.PartnerKey, ofEncounter: false, session.Id, CancellationToken.None);
        await using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        writer.WriteString("session_id"u8, session.Id);
        writer.WriteString("encounter_id"u8, session.EncounterId);
        writer.WriteString("kind"u8, session.Kind == SessionKind.Ambient ? "ambient"u8 : "form_filling"u8);
        switch (session.State)
        {
            case SessionState.Completed:
                writer.WriteStartArray("sessions"u8);
                foreach (var id in others.Where(one => one.Kind == session.Kind && one.Id != session.Id).Select(static one => one.Id).Append(session.Id))
                {
                    writer.WriteStringValue(id);
                }

                writer.WriteEndArray();
                if (session.AdditionalInfo is { } info)
                {
                    writer.WritePropertyName("additional_info"u8);
                    writer.WriteRawValue(info.Span);
                }

                links.Write(writer, session, [.. parts.Concat(write.Documents.Where(static one => !one.OfEncounter).Select(static one => one.Part)).Distinct()]);
                break;

            case SessionState.Failed:
                writer.WriteString("error_code"u8, session.ErrorCode);
                writer.WriteString("error_detail"u8, session.ErrorDetail ?? string.Empty);
                break;
        }

        writer.WriteEndObject();
    }

    private async Task<ReadOnlyMemory<byte>?> ResultAsync(SessionWrite write)
    {
        foreach (var document in write.Documents.Where(static one => one is { OfEncounter: false, Part: SessionPart.Result }))
        {
            return document.Json;
        }

        return await store.ReadAsync(write.After.PartnerKey, ofEncounter: false, write.After.Id, SessionPart.Result, CancellationToken.None);
    }
}
