using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Posthorn.Emulators.Suki.Streaming;

/// <summary>Reads frames: the JSON ones that Suki documents now, and the binary ones of its older samples.</summary>
internal static class FrameReader
{
    private const string OldEnd = "end_of_stream";

    private static ReadOnlySpan<byte> EndOfFile => "EOF"u8;

    public static StreamFrame Read(ReadOnlySpan<byte> message, bool isBinary) =>
        isBinary ? OfSound(message)
        : Encoding.UTF8.GetString(message).Trim().Trim('"') == OldEnd ? new StreamFrame.EndOfStream()
        : ReadJson(message);

    private static StreamFrame ReadJson(ReadOnlySpan<byte> message)
    {
        try
        {
            var reader = new Utf8JsonReader(message);
            using var document = JsonDocument.ParseValue(ref reader);
            return document.RootElement.ValueKind == JsonValueKind.Object ? OfObject(document.RootElement) : new StreamFrame.Unreadable("a frame is a JSON object");
        }
        catch (JsonException)
        {
            return new StreamFrame.Unreadable("a text frame is JSON");
        }
    }

    private static StreamFrame OfObject(JsonElement frame) => Text(frame, "type")?.ToUpperInvariant() switch
    {
        "START_TIME" => DataOf(frame) is { } bytes
            && DateTimeOffset.TryParse(Encoding.UTF8.GetString(bytes), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? new StreamFrame.StartTime(at)
                : new StreamFrame.Unreadable("START_TIME has data, the base64 of a time of RFC 3339"),
        "AUDIO" => DataOf(frame) is { } sound ? OfSound(sound) : new StreamFrame.Unreadable("AUDIO has data in base64"),
        "EVENT" => OfEvent(Text(frame, "event")),
        "END_OF_STREAM" => new StreamFrame.EndOfStream(),
        _ => new StreamFrame.Unreadable("type is START_TIME, AUDIO or EVENT"),
    };

    private static StreamFrame OfEvent(string? name) => name?.ToUpperInvariant() switch
    {
        "PAUSE" => new StreamFrame.Event(StreamEvent.Pause),
        "RESUME" => new StreamFrame.Event(StreamEvent.Resume),
        "KEEP_ALIVE" => new StreamFrame.Event(StreamEvent.KeepAlive),
        "CANCEL" => new StreamFrame.Event(StreamEvent.Cancel),
        "ABORT" => new StreamFrame.Event(StreamEvent.Abort),
        _ => new StreamFrame.Unreadable("event is PAUSE, RESUME, CANCEL, ABORT or KEEP_ALIVE"),
    };

    // RU9G in base64: as long as three bytes, which no sound of 16 bits is.
    private static StreamFrame OfSound(ReadOnlySpan<byte> sound) =>
        sound.SequenceEqual(EndOfFile) ? new StreamFrame.EndOfStream() : new StreamFrame.Sound(sound.Length);

    private static byte[]? DataOf(JsonElement frame) =>
        Text(frame, "data") is { } data && Base64.IsValid(data) ? Convert.FromBase64String(data) : null;

    private static string? Text(JsonElement frame, string name) =>
        frame.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
