using System.Net.WebSockets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Posthorn.Relay.Doors;
using Posthorn.Relay.Keeping;
using Posthorn.Relay.Running;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Streaming;

/// <summary>The stream: <c>/v1/listen?source=…&amp;listener=…&amp;after=…</c>, for whoever brings the token of the source.</summary>
internal sealed partial class ListenRoute(RelayParts parts)
{
    private readonly ILogger _logger = parts.Logs.CreateLogger<ListenRoute>();

    public async Task ReceiveAsync(HttpContext context)
    {
        var query = context.Request.Query;
        if (!ListenerGate.TryEnter(parts.Sources, context.Request, query["source"].ToString(), out var source))
        {
            await ListenerGate.RefuseAsync(context);
        }
        else if (!SourceNames.IsValid(query["listener"].ToString()))
        {
            await RelayAnswer.ErrorAsync(context, StatusCodes.Status400BadRequest, "listener is 1 to 64 letters, digits, - and _");
        }
        else if (!context.WebSockets.IsWebSocketRequest)
        {
            await RelayAnswer.ErrorAsync(context, StatusCodes.Status426UpgradeRequired, "this is a WebSocket");
        }
        else
        {
            var after = await BeginAsync(source, query["listener"].ToString(), query["after"], context.RequestAborted);
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await StreamAsync(source, query["listener"].ToString(), after, socket);
        }
    }

    // Both ends know how far the listener came, and who knows of more is right: it was forwarded before either wrote it down.
    private async Task<long> BeginAsync(KnownSource source, string listener, string? after, CancellationToken cancellationToken)
    {
        var kept = await parts.Reader.CursorAsync(source, listener, cancellationToken);
        return Place.TryParse(after, out var place) && place.Relay == parts.Name ? Math.Max(kept, place.Sequence) : kept;
    }

    private async Task StreamAsync(KnownSource source, string listener, long after, WebSocket socket)
    {
        using var replaced = new CancellationTokenSource();
        parts.Listeners.Enter(source.Key, listener, replaced);
        Log.Came(_logger, listener, source.Name, after);
        var stream = new ListenerStream(parts, source, listener, socket);
        try
        {
            await stream.RunAsync(after, replaced.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone, replaced, or the relay stops.
        }
        catch (Exception exception)
        {
            Log.Broke(_logger, listener, source.Name, exception.GetType().Name);
        }
        finally
        {
            parts.Listeners.Leave(source.Key, listener, replaced);
            Log.Left(_logger, listener, source.Name, stream.Acknowledged);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ListenerCame, LogLevel.Information, "{Listener} listens to {Source}, from behind {Sequence} on")]
        public static partial void Came(ILogger logger, string listener, string source, long sequence);

        [LoggerMessage(EventIds.ListenerLeft, LogLevel.Information, "{Listener} does not listen to {Source} any more; it has acknowledged {Sequence}")]
        public static partial void Left(ILogger logger, string listener, string source, long sequence);

        [LoggerMessage(EventIds.StreamBroke, LogLevel.Error, "The stream of {Listener} from {Source} broke with a fault of ours: {ExceptionType}")]
        public static partial void Broke(ILogger logger, string listener, string source, string exceptionType);
    }
}
