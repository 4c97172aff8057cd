using System.Text.Json;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Server.Pulling;

/// <summary>Transcriptions, notes and codings as Sully's API tells of them.</summary>
/// <remarks>Source: the vendor's OpenAPI document, https://raw.githubusercontent.com/Odiggo/sullyai-openapi/refs/heads/main/openapi.yaml.</remarks>
internal static class SullyAnswers
{
    public static ReadOnlyMemory<byte>? Note(Session session, ReadOnlyMemory<byte>? result, DateTimeOffset now) => InEnvelope(now, writer =>
    {
        writer.WriteString("id"u8, session.Id);
        WriteIfThere(writer, "payload", result);
        writer.WriteString("status"u8, OldStatusOf(session.State));
        WriteTimes(writer, session);
    });

    public static ReadOnlyMemory<byte>? Transcription(Session session, ReadOnlyMemory<byte>? result, DateTimeOffset now) => InEnvelope(now, writer =>
    {
        writer.WriteString("id"u8, session.Id);
        writer.WriteString("status"u8, StatusOf(session.State));
        WriteIfThere(writer, "payload", result);
        WriteTimes(writer, session);
    });

    public static ReadOnlyMemory<byte>? TranscriptionV2(Session session, ReadOnlyMemory<byte>? result) => WithDates(session, writer =>
    {
        if (session.State is SessionState.Failed or SessionState.TimedOut)
        {
            writer.WriteStartObject("result"u8);
            writer.WriteString("error"u8, session.ErrorDetail ?? session.ErrorCode ?? "timed out");
            writer.WriteEndObject();
        }
        else if (result is { } some)
        {
            WriteChannels(writer, some);
        }
    });

    public static ReadOnlyMemory<byte>? Coding(Session session, ReadOnlyMemory<byte>? result) => WithDates(session, writer =>
    {
        if (session.IsOver)
        {
            writer.WriteNumber("processing_time_ms"u8, (long)(session.ChangedAt - session.CreatedAt).TotalMilliseconds);
        }

        WriteIfThere(writer, "result", result);
    });

    private static string StatusOf(SessionState state) => state switch
    {
        SessionState.Created => "pending",
        SessionState.Completed => "completed",
        < SessionState.Completed => "processing",
        _ => "failed",
    };

    /// <summary>Notes have words of their own.</summary>
    private static string OldStatusOf(SessionState state) => state switch
    {
        < SessionState.Completed => "STATUS_PROCESSING",
        SessionState.Completed => "STATUS_DONE",
        _ => "STATUS_ERROR",
    };

    private static ReadOnlyMemory<byte>? InEnvelope(DateTimeOffset now, Action<Utf8JsonWriter> data) => VendorAnswer.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status"u8, "ok"u8);
        writer.WriteStartObject("data"u8);
        data(writer);
        writer.WriteEndObject();
        writer.WriteString("date"u8, now.UtcDateTime);
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte>? WithDates(Session session, Action<Utf8JsonWriter> more) => VendorAnswer.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("data"u8);
        writer.WriteString("id"u8, session.Id);
        writer.WriteString("status"u8, StatusOf(session.State));
        writer.WriteString("created_at"u8, session.CreatedAt.UtcDateTime);
        writer.WriteString("updated_at"u8, session.ChangedAt.UtcDateTime);
        more(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WriteTimes(Utf8JsonWriter writer, Session session)
    {
        writer.WriteStartObject("timestamp"u8);
        writer.WriteNumber("start"u8, session.CreatedAt.ToUnixTimeMilliseconds());
        if (session.IsOver)
        {
            writer.WriteNumber("complete"u8, session.ChangedAt.ToUnixTimeMilliseconds());
        }

        writer.WriteEndObject();
    }

    private static void WriteIfThere(Utf8JsonWriter writer, string name, ReadOnlyMemory<byte>? json)
    {
        if (json is { } some)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(some.Span);
        }
    }

    // What was attached in the words of the first version is told in those of the second as one channel.
    private static void WriteChannels(Utf8JsonWriter writer, ReadOnlyMemory<byte> result)
    {
        using var json = JsonDocument.Parse(result);
        if (json.RootElement.TryGetProperty("channels", out _) || !json.RootElement.TryGetProperty("transcription", out var text))
        {
            WriteIfThere(writer, "result", result);
            return;
        }

        writer.WriteStartObject("result"u8);
        writer.WriteStartArray("channels"u8);
        writer.WriteStartObject();
        writer.WritePropertyName("transcript"u8);
        text.WriteTo(writer);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
