using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Posthorn.Api.Json;

/// <summary>One JSON value as its own bytes: what is published is kept and signed byte for byte, so it is never taken apart and put together again.</summary>
/// <remarks>Immutable as long as the bytes given in are left alone.</remarks>
[JsonConverter(typeof(RawJsonConverter))]
public readonly struct RawJson
{
    private readonly ReadOnlyMemory<byte> _utf8;

    /// <summary>Initializes a value from UTF-8 that is JSON already.</summary>
    /// <param name="utf8">One JSON value in UTF-8. Taken as it is; the server checks it.</param>
    public RawJson(ReadOnlyMemory<byte> utf8) => _utf8 = utf8;

    /// <summary>Gets the bytes.</summary>
    /// <value>The default is the four bytes of <c>null</c>.</value>
    public ReadOnlyMemory<byte> Utf8 => _utf8.IsEmpty ? "null"u8.ToArray() : _utf8;

    /// <summary>Takes JSON text as it is.</summary>
    /// <param name="json">One JSON value.</param>
    /// <exception cref="JsonException">The text is not one JSON value.</exception>
    public static RawJson Parse(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        using (JsonDocument.Parse(utf8))
        {
            return new(utf8);
        }
    }

    /// <summary>Writes a value as JSON.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value.</param>
    /// <param name="typeInfo">How it is written, from a source-generated context.</param>
    public static RawJson From<T>(T value, JsonTypeInfo<T> typeInfo) => new(JsonSerializer.SerializeToUtf8Bytes(value, typeInfo));

    /// <summary>Reads the value as a type of the caller's.</summary>
    /// <typeparam name="T">The type to read.</typeparam>
    /// <param name="typeInfo">How it is read, from a source-generated context.</param>
    /// <exception cref="JsonException">The value is not of that shape.</exception>
    public T? As<T>(JsonTypeInfo<T> typeInfo) => JsonSerializer.Deserialize(Utf8.Span, typeInfo);

    /// <summary>Returns a mark instead of the value, which may hold what must not reach a log. Use <see cref="Utf8"/> for the value.</summary>
    public override string ToString() => "***";
}
