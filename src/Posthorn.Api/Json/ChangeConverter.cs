using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Posthorn.Api.Json;

/// <summary>Reads a member that is there, null included, as a change. One that is absent is never read, and so stays no change.</summary>
internal sealed class ChangeConverter<T> : JsonConverter<Change<T>>
{
    public override bool HandleNull => true;

    public override Change<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null
            ? new(default!)
            : new(JsonSerializer.Deserialize(ref reader, TypeInfo(options)) ?? throw new JsonException());

    public override void Write(Utf8JsonWriter writer, Change<T> value, JsonSerializerOptions options)
    {
        if (value.Value is { } present)
        {
            JsonSerializer.Serialize(writer, present, TypeInfo(options));
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static JsonTypeInfo<T> TypeInfo(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
}
