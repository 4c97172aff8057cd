using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Posthorn.Relay.Wire;
using Posthorn.Server.Http;

namespace Posthorn.Relay.Doors;

/// <summary>How the relay answers: a little JSON, and nothing of what it was sent.</summary>
internal static class RelayAnswer
{
    public static Task ErrorAsync(HttpContext context, int status, string error) => WriteAsync(context, status, new Told { Error = error }, RelayJson.Default.Told);

    public static Task WriteAsync<T>(HttpContext context, int status, T answer, JsonTypeInfo<T> type)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, type);
        SecurityHeaders.Add(context.Response.Headers);
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, "application/json", json.Length);
        return context.Response.Body.WriteAsync(json, context.RequestAborted).AsTask();
    }
}
