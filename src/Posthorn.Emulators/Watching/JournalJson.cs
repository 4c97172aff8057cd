using System.Buffers;
using System.Text.Json;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Watching;

/// <summary>The journal for programs.</summary>
internal static class JournalJson
{
    public static byte[] Of(JournalView view)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, new() { Indented = true }))
        {
            writer.WriteStartObject();
            writer.WriteNumber("received_in_all", view.ReceivedInAll);
            writer.WriteNumber("sent_in_all", view.SentInAll);
            Write(writer, "received", view.Received, Write);
            Write(writer, "sent", view.Sent, Write);
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    public static string NameOf(WireFault fault) => fault switch
    {
        WireFault.None => "none",
        WireFault.OutOfOrder => "out-of-order",
        WireFault.BadSignature => "bad-signature",
        WireFault.OldSecret => "old-secret",
        _ => fault.ToString().ToLowerInvariant(),
    };

    private static void Write<T>(Utf8JsonWriter writer, string name, IReadOnlyList<T> entries, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (var entry in entries)
        {
            writer.WriteStartObject();
            write(writer, entry);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, ReceivedEntry entry)
    {
        writer.WriteString("at", entry.At.UtcDateTime);
        writer.WriteString("method", entry.Method);
        writer.WriteString("path", entry.Path);
        writer.WriteNumber("status", entry.Status);
        writer.WriteString("session", entry.Subject);
        writer.WriteString("note", entry.Note);
    }

    private static void Write(Utf8JsonWriter writer, SentEntry entry)
    {
        writer.WriteString("at", entry.At.UtcDateTime);
        writer.WriteString("event", entry.Event);
        writer.WriteString("type", entry.Type);
        writer.WriteString("session", entry.Subject);
        writer.WriteNumber("attempt", entry.Attempt);
        writer.WriteString("fault", NameOf(entry.Fault));
        writer.WriteString("outcome", entry.Outcome);
    }
}
