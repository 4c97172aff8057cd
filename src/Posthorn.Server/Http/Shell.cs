using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Http;

/// <summary>The outermost step: headers on every answer, and an answer for everything that goes wrong further in.</summary>
internal sealed partial class Shell(RequestDelegate next, ILogger<Shell> logger)
{
    private static readonly TimeSpan StoreRetry = TimeSpan.FromSeconds(5);

    public Task InvokeAsync(HttpContext context)
    {
        SecurityHeaders.Add(context.Response.Headers);
        try
        {
            var running = next(context);
            return running.IsCompletedSuccessfully ? running : WatchAsync(context, running);
        }
        catch (Exception exception)
        {
            return WatchAsync(context, Task.FromException(exception));
        }
    }

    private async Task WatchAsync(HttpContext context, Task running)
    {
        try
        {
            await running;
        }
        catch (Exception exception) when (context.RequestAborted.IsCancellationRequested || exception is ConnectionResetException or ConnectionAbortedException)
        {
            // Nobody is left to answer, and what broke because of that is no news.
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            var (problem, retryAfter) = Explain(exception);
            if (problem.Status >= StatusCodes.Status500InternalServerError)
            {
                Log.RequestFailed(logger, context.Request.Method, RouteOf(context), problem.Code, exception);
            }

            context.Response.Clear();
            SecurityHeaders.Add(context.Response.Headers);
            await ProblemAnswer.WriteAsync(context, problem, retryAfter);
        }
    }

    private static (Problem Problem, TimeSpan? RetryAfter) Explain(Exception exception) => exception switch
    {
        StoreUnavailableException => (Problems.Of(ProblemCodes.StoreUnavailable), StoreRetry),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => (Problems.Of(ProblemCodes.PayloadTooLarge), null),
        BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => (Problems.Of(ProblemCodes.RequestTimeout), null),
        BadHttpRequestException => (Problems.Of(ProblemCodes.MalformedRequest), null),
        _ => (Problems.Of(ProblemCodes.Internal), null),
    };

    // The pattern and not the path, whose ids may mean something to somebody.
    private static string RouteOf(HttpContext context) =>
        (context.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText ?? "(none)";

    private static partial class Log
    {
        [LoggerMessage(EventIds.RequestFailed, LogLevel.Error, "{Method} {Route} failed with {Code}")]
        public static partial void RequestFailed(ILogger logger, string method, string route, string code, Exception exception);
    }
}
