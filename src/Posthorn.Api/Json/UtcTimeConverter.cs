using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Posthorn.Api.Json;

/// <summary>Times as RFC 3339 says: written in UTC with milliseconds and a Z, read with any offset but never without one.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    private const int MostDigits = 40;

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String || (reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length) > MostDigits)
        {
            throw new JsonException();
        }

        Span<char> text = stackalloc char[MostDigits];
        return Rfc3339.TryParse(text[..reader.CopyString(text)], out var time) ? time : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
    {
        Span<byte> text = stackalloc byte[MostDigits];
        _ = value.UtcDateTime.TryFormat(text, out var length, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
