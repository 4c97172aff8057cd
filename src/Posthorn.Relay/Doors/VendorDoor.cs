using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Posthorn.Relay.Running;
using Posthorn.Relay.Wire;
using Posthorn.Server.Http;

namespace Posthorn.Relay.Doors;

/// <summary>Request → its bytes → sealed and on disk → 200. Nothing is verified: the relay holds no secret of a vendor.</summary>
internal sealed class VendorDoor(RelayParts parts)
{
    /// <summary>As it came, sealed, and on its way to the disk: a body lies in memory about three times.</summary>
    private const int Copies = 3;

    public async Task ReceiveAsync(HttpContext context)
    {
        if (!parts.Sources.TryFind((string)context.Request.RouteValues["source"]!, out var source))
        {
            await RelayAnswer.ErrorAsync(context, StatusCodes.Status404NotFound, "no such source");
            return;
        }

        var limit = parts.Options.BodyLimit;
        var weight = Copies * Math.Min(context.Request.ContentLength ?? limit, limit);
        if (!parts.Budget.TryTake(weight))
        {
            context.Response.Headers.RetryAfter = "1";
            await RelayAnswer.ErrorAsync(context, StatusCodes.Status503ServiceUnavailable, "busy; come again");
            return;
        }

        try
        {
            if (context.Request.ContentLength > limit || await RequestBytes.ReadAsync(context.Request, limit) is not { } body)
            {
                await RelayAnswer.ErrorAsync(context, StatusCodes.Status413PayloadTooLarge, "the body is too large");
                return;
            }

            _ = await parts.Log.AppendAsync(source, Capture(context, body));
        }
        finally
        {
            parts.Budget.Give(weight);
        }

        await RelayAnswer.WriteAsync(context, StatusCodes.Status200OK, new Told { Received = true }, RelayJson.Default.Told);
    }

    private static CapturedRequest Capture(HttpContext context, ReadOnlyMemory<byte> body)
    {
        var (path, query) = RawTarget.Split(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        var headers = from header in context.Request.Headers from value in header.Value select new HeaderLine(header.Key, value ?? "");
        return new(context.Request.Method, path, query, [.. headers], body);
    }
}
