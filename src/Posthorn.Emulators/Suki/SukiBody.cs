using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Posthorn.Protocol.Json;

namespace Posthorn.Emulators.Suki;

/// <summary>The body of a request: one JSON object, or nothing, which counts as an empty one.</summary>
internal static class SukiBody
{
    private const int Longest = 1024 * 1024;

    /// <returns>Null when it is none; the answer was given then.</returns>
    public static async Task<JsonObject?> ReadAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        while (buffer.Length <= Longest && await context.Request.Body.ReadAsync(chunk, context.RequestAborted) is > 0 and var read)
        {
            buffer.Write(chunk, 0, read);
        }

        if (Parse(buffer.ToArray()) is { } body)
        {
            return body;
        }

        await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, "invalid request");
        return null;
    }

    public static string? Text(JsonObject body, string name) => body[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static JsonObject? Parse(byte[] utf8) =>
        utf8.Length == 0 ? []
        : utf8.Length <= Longest && StrictJson.Check(utf8, StrictJson.DefaultMaxDepth, out _) ? JsonNode.Parse(utf8) as JsonObject
        : null;
}
