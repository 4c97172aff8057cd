using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Members that are left out where there is nothing to write.</summary>
internal static class WriterExtensions
{
    internal static void WriteText(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    internal static void WriteElement(this Utf8JsonWriter writer, string name, JsonElement? value)
    {
        if (value is { ValueKind: not JsonValueKind.Undefined } element)
        {
            writer.WritePropertyName(name);
            element.WriteTo(writer);
        }
    }

    internal static void WriteMilliseconds(this Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is not null)
        {
            writer.WriteNumber(name, time.Value.ToUnixTimeMilliseconds());
        }
    }

    /// <summary>ISO 8601 with <c>Z</c>, as the vendors write it.</summary>
    internal static void WriteTime(this Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is not null)
        {
            writer.WriteString(name, time.Value.UtcDateTime);
        }
    }

    /// <summary>The members of an object, into the object that is open; nothing of anything else.</summary>
    internal static void WriteMembers(this Utf8JsonWriter writer, JsonElement? value)
    {
        if (value is { ValueKind: JsonValueKind.Object } element)
        {
            foreach (var member in element.EnumerateObject())
            {
                member.WriteTo(writer);
            }
        }
    }
}
