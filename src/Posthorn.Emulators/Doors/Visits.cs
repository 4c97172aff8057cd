using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Sessions;
using Posthorn.Emulators.Watching;

namespace Posthorn.Emulators.Doors;

/// <summary>The outermost step: every request of a client is let in, answered whatever happens further in, and written down.</summary>
internal sealed partial class Visits(IVendor vendor, Stage stage, ResetGate gate)
{
    private readonly ILogger _logger = stage.Logs.CreateLogger<Visits>();

    public async Task ReceiveAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments("/emulator", StringComparison.Ordinal))
        {
            await next(context);
            return;
        }

        if (!gate.TryEnter())
        {
            await AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, "everything is being forgotten; ask again");
            return;
        }

        try
        {
            await AnsweredAsync(context, next);
        }
        finally
        {
            gate.Leave();
        }

        // Streams are written down when they end, by whoever knows why.
        if (context.Response.StatusCode != StatusCodes.Status101SwitchingProtocols)
        {
            stage.Journal.Received(new(
                stage.Clock.GetUtcNow(), context.Request.Method, context.Request.Path.Value ?? "", context.Response.StatusCode, VisitSubject.Of(context)));
        }
    }

    private async Task AnsweredAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.GetEndpoint() is null or { DisplayName: "405 HTTP Method Not Supported" })
            {
                await AnswerAsync(context, context.Response.StatusCode, context.Response.StatusCode == 405 ? "method not allowed" : "not found");
            }
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception is ConnectionResetException or ConnectionAbortedException)
        {
            // Nobody is left to answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var status = exception switch
            {
                BadHttpRequestException bad => bad.StatusCode,
                StoreUnavailableException or EngineUnavailableException or ObjectDisposedException => StatusCodes.Status503ServiceUnavailable,
                _ => StatusCodes.Status500InternalServerError,
            };
            if (status == StatusCodes.Status500InternalServerError)
            {
                Log.Broke(_logger, exception, context.Request.Method);
            }

            context.Response.Clear();
            await AnswerAsync(context, status, status < 500 ? "invalid request" : "internal server error");
        }
    }

    private async Task AnswerAsync(HttpContext context, int status, string message)
    {
        var (type, body) = vendor.ErrorOf(status, message);
        (context.Response.StatusCode, context.Response.ContentType, context.Response.ContentLength) = (status, type, body.Length);
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.RequestBroke, LogLevel.Error, "A {Method} broke off with a fault of ours")]
        public static partial void Broke(ILogger logger, Exception exception, string method);
    }
}
