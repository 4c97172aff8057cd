using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Posthorn.Api.Problems;
using Posthorn.Server.Access;
using Posthorn.Server.Http;

namespace Posthorn.Server.Pulling;

/// <summary>An answer in a vendor's own words: a JSON document, or nothing, which is the same as not existing.</summary>
internal sealed class VendorAnswer(Dialect dialect, ReadOnlyMemory<byte>? json) : IResult
{
    /// <returns>Never null; it is one so that it can stand beside null without becoming an empty document.</returns>
    public static ReadOnlyMemory<byte>? Write(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            write(writer);
        }

        return output.WrittenMemory;
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (json is not { } body)
        {
            return Refusals.WriteAsync(httpContext, dialect, Problems.Of(ProblemCodes.NotFound));
        }

        httpContext.Response.ContentType = "application/json";
        httpContext.Response.ContentLength = body.Length;
        return httpContext.Response.Body.WriteAsync(body, httpContext.RequestAborted).AsTask();
    }
}
