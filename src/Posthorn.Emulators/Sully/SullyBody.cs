using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Posthorn.Protocol.Json;

namespace Posthorn.Emulators.Sully;

/// <summary>The body of a request that is JSON: one object.</summary>
internal static class SullyBody
{
    // The transcript of a long day.
    private const int Longest = 8 * 1024 * 1024;

    /// <returns>Null when it is none, or too long; the answer was given then.</returns>
    public static async Task<JsonObject?> ReadAsync(HttpContext context, SullyErrors errors)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[32 * 1024];
        while (buffer.Length <= Longest && await context.Request.Body.ReadAsync(chunk, context.RequestAborted) is > 0 and var read)
        {
            buffer.Write(chunk, 0, read);
        }

        if (buffer.Length > Longest)
        {
            await errors.WriteAsync(context, StatusCodes.Status413PayloadTooLarge, "the body is too large");
            return null;
        }

        var utf8 = buffer.ToArray();
        if (StrictJson.Check(utf8, StrictJson.DefaultMaxDepth, out _) && JsonNode.Parse(utf8) is JsonObject body)
        {
            return body;
        }

        await errors.WriteAsync(context, StatusCodes.Status400BadRequest, "the body must be a JSON object");
        return null;
    }

    /// <summary>A member that is a string; null where it is none.</summary>
    public static string? TextOf(this JsonNode? body, string name) =>
        body is JsonObject members && members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
