using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Posthorn.Emulators.Doors;

/// <summary>JSON that is written by hand, member by member: the vendor's documents decide how it looks, and no type of ours.</summary>
internal static class JsonAnswer
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="members">Writes what stands between the braces.</param>
    public static byte[] Object(Action<Utf8JsonWriter> members)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return output.WrittenSpan.ToArray();
    }

    public static Task WriteAsync(HttpContext context, int status, ReadOnlyMemory<byte> json)
    {
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, "application/json", json.Length);
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
