using System.Text.Json;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Server.Sessions;

/// <summary>The end of a transcription, a note or a coding, as Sully tells of it.</summary>
/// <remarks>Source: https://docs.sully.ai/api-reference/events/overview.</remarks>
internal static class ResourceNews
{
    private const string TimedOut = "timed out";

    public static void Write(Utf8JsonWriter writer, Session session, ReadOnlyMemory<byte>? result)
    {
        writer.WriteStartObject();
        writer.WriteString(session.Kind == SessionKind.Transcription ? "transcriptionId"u8 : "id"u8, session.Id);
        writer.WriteString("status"u8, session.State == SessionState.Completed ? "completed"u8 : "failed"u8);
        WriteTimes(writer, session);
        if (session.State == SessionState.Completed)
        {
            writer.WritePropertyName(session.Kind == SessionKind.Coding ? "result"u8 : "payload"u8);
            writer.WriteRawValue((result ?? "{}"u8.ToArray()).Span);
        }
        else if (session.Kind != SessionKind.Note)
        {
            writer.WriteString("error"u8, session.ErrorDetail ?? session.ErrorCode ?? TimedOut);
        }

        writer.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter writer, Session session)
    {
        if (session.Kind == SessionKind.Note)
        {
            writer.WriteStartObject("timestamp"u8);
            writer.WriteNumber("start"u8, session.CreatedAt.ToUnixTimeMilliseconds());
            writer.WriteNumber("complete"u8, session.ChangedAt.ToUnixTimeMilliseconds());
            writer.WriteEndObject();
        }
        else if (session is { Kind: SessionKind.Coding, State: SessionState.Completed })
        {
            writer.WriteString("created_at"u8, session.CreatedAt.UtcDateTime);
            writer.WriteString("updated_at"u8, session.ChangedAt.UtcDateTime);
        }
    }
}
