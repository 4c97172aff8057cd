using System.Text.Json;
using System.Text.Json.Serialization;

namespace Posthorn.Api.Endpoints;

internal sealed class ScheduleConverter : JsonConverter<Schedule>
{
    public override Schedule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return Schedule.Named(reader.GetString()!);
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var waits = new List<double>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            // 1e400 reads as infinity, which no rule further on expects.
            waits.Add(reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var wait) && double.IsFinite(wait) ? wait : throw new JsonException());
        }

        return Schedule.Of(waits);
    }

    public override void Write(Utf8JsonWriter writer, Schedule value, JsonSerializerOptions options)
    {
        if (value.Preset is { } preset)
        {
            writer.WriteStringValue(preset);
            return;
        }

        writer.WriteStartArray();
        foreach (var wait in value.Waits)
        {
            writer.WriteNumberValue(wait);
        }

        writer.WriteEndArray();
    }
}
