using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;

namespace Posthorn.Relay.Doors;

/// <summary>The outermost step: every request is answered, whatever happens further in.</summary>
internal sealed partial class Visits(ILoggerFactory logs)
{
    private readonly ILogger _logger = logs.CreateLogger<Visits>();

    public async Task ReceiveAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted && context.Response.StatusCode >= StatusCodes.Status400BadRequest)
            {
                await RelayAnswer.ErrorAsync(context, context.Response.StatusCode, context.Response.StatusCode == StatusCodes.Status405MethodNotAllowed ? "method not allowed" : "not found");
            }
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception is ConnectionResetException or ConnectionAbortedException)
        {
            // Nobody is left to answer.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var (status, error) = Explain(exception);
            if (status >= StatusCodes.Status500InternalServerError)
            {
                Log.Broke(_logger, context.Request.Method, status, exception.GetType().Name);
            }

            context.Response.Clear();
            if (status == StatusCodes.Status503ServiceUnavailable)
            {
                context.Response.Headers.RetryAfter = "5";
            }

            await RelayAnswer.ErrorAsync(context, status, error);
        }
    }

    private static (int Status, string Error) Explain(Exception exception) => exception switch
    {
        StoreUnavailableException or ObjectDisposedException => (StatusCodes.Status503ServiceUnavailable, "the store is away; come again"),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (StatusCodes.Status413PayloadTooLarge, "the body is too large"),
        BadHttpRequestException bad => (bad.StatusCode, "the request could not be read"),
        _ => (StatusCodes.Status500InternalServerError, "a fault of the relay"),
    };

    private static partial class Log
    {
        [LoggerMessage(EventIds.RequestBroke, LogLevel.Error, "A {Method} was answered with {Status}: {ExceptionType}")]
        public static partial void Broke(ILogger logger, string method, int status, string exceptionType);
    }
}
