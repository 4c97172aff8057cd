using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Receiver.Links;

/// <summary>Sully's answer → what it says, and the body of the notification that the vendor sends of the same.</summary>
/// <remarks>The same answer gives the same bytes, so that what was pulled twice is one event.</remarks>
internal static class SullyWorkReading
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static SullyWork Read(SullyWorkKind kind, string id, JsonElement json)
    {
        var data = json.Member("data");
        data = data.ValueKind == JsonValueKind.Object ? data : json;
        var status = data.TextOf("status");
        var state = StateOf(kind, status, data);
        return new()
        {
            Json = json,
            Status = status,
            State = state,
            Outcome = state is SullyState.Succeeded or SullyState.Failed ? Outcome(kind, id, data, state == SullyState.Succeeded) : null,
        };
    }

    private static SullyState StateOf(SullyWorkKind kind, string? status, JsonElement data) => status?.ToUpperInvariant() switch
    {
        "STATUS_DONE" or "STATUS_COMPLETED" or "STATUS_SUCCEEDED" or "COMPLETED" or "COMPLETE" or "DONE" or "SUCCEEDED" => SullyState.Succeeded,
        "STATUS_ERROR" or "STATUS_FAILED" or "FAILED" or "ERROR" => SullyState.Failed,
        "STATUS_PROCESSING" or "STATUS_PENDING" or "PENDING" or "PROCESSING" or "QUEUED" or "RUNNING" => SullyState.Running,

        // The first version of transcriptions has no status: it is done when its text is there.
        null when kind == SullyWorkKind.Transcription && TranscriptionOf(data) is not null => SullyState.Succeeded,
        _ => SullyState.Unknown,
    };

    private static ResourceNotification? Outcome(SullyWorkKind kind, string id, JsonElement data, bool succeeded)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, WriterOptions))
        {
            writer.WriteStartObject();
            writer.WriteString("type", TypeOf(kind, succeeded));
            writer.WriteStartObject("data");
            writer.WriteString(kind == SullyWorkKind.Transcription ? "transcriptionId" : "id", id);
            writer.WriteString("status", succeeded ? "completed" : "failed");
            WriteRest(writer, kind, data, succeeded);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return Notification.TryRead(Profile.Sully, output.WrittenSpan.ToArray(), out var notification, out _) ? notification as ResourceNotification : null;
    }

    private static void WriteRest(Utf8JsonWriter writer, SullyWorkKind kind, JsonElement data, bool succeeded)
    {
        if (!succeeded)
        {
            writer.WriteText("error", data.TextOf("error") ?? data.Member("result").TextOf("error"));
        }

        switch (kind)
        {
            case SullyWorkKind.Transcription when succeeded:
                writer.WriteStartObject("payload");
                writer.WriteText("transcription", TranscriptionOf(data));
                writer.WriteEndObject();
                break;
            case SullyWorkKind.Note:
                writer.WriteElement("payload", succeeded ? data.ElementOf("payload") : null);
                writer.WriteElement("timestamp", data.ElementOf("timestamp"));
                break;
            case SullyWorkKind.Coding:
                writer.WriteElement("created_at", data.ElementOf("created_at"));
                writer.WriteElement("updated_at", data.ElementOf("updated_at"));
                writer.WriteElement("result", succeeded ? data.ElementOf("result") : null);
                break;
        }
    }

    // The second version has a transcript for each channel.
    private static string? TranscriptionOf(JsonElement data)
    {
        if (data.Member("payload").TextOf("transcription") is { } text)
        {
            return text;
        }

        var channels = data.Member("result").ItemsOf("channels").Select(static channel => channel.TextOf("transcript")).OfType<string>().ToList();
        return channels.Count == 0 ? null : string.Join('\n', channels);
    }

    private static string TypeOf(SullyWorkKind kind, bool succeeded) => kind switch
    {
        SullyWorkKind.Transcription => succeeded ? EventTypes.AudioTranscriptionSucceeded : EventTypes.AudioTranscriptionFailed,
        SullyWorkKind.Note => succeeded ? EventTypes.NoteGenerationSucceeded : EventTypes.NoteGenerationFailed,
        _ => succeeded ? EventTypes.CodingSucceeded : EventTypes.CodingFailed,
    };
}
