using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Expecting;

/// <summary>What is expected, as it lies in the log.</summary>
internal sealed record Expectation(string Subject, DateTimeOffset By)
{
    public static Expectation? Read(ReadOnlySpan<byte> data)
    {
        var root = JsonElement.Parse(data);
        return root.TextOf("subject") is { } subject && root.TimeOf("by") is { } by ? new(subject, by) : null;
    }

    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("subject", Subject);
            writer.WriteNumber("by", By.ToUnixTimeMilliseconds());
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Never the subject.</summary>
    public override string ToString() => nameof(Expectation);
}
