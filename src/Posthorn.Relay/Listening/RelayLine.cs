using System.Net;
using System.Net.WebSockets;
using Posthorn.Delivery.Sending;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Listening;

/// <summary>Makes the one outgoing connection to the relay, through the guarded handler.</summary>
internal sealed class RelayLine(ListenOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly HttpMessageInvoker _invoker = GuardedHandler.CreateInvoker(options.Egress, new SystemNameResolver(), new SocketConnector(), clock);

    /// <param name="after">Where to go on; null to leave that to the relay.</param>
    public async Task<RelayAnswered> ConnectAsync(Place? after, CancellationToken stop)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", "Bearer " + options.Token);
        socket.Options.CollectHttpResponseDetails = true;
        (socket.Options.KeepAliveInterval, socket.Options.KeepAliveTimeout) = (options.KeepAlive, options.KeepAlive);
        using var late = new CancellationTokenSource(Patience, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            await socket.ConnectAsync(AddressOf(after), _invoker, limit.Token);
            return new(socket);
        }
        catch (Exception exception) when (exception is WebSocketException or HttpRequestException or OperationCanceledException)
        {
            var status = socket.HttpStatusCode;
            socket.Dispose();
            stop.ThrowIfCancellationRequested();
            return Explain(status, exception);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static RelayAnswered Explain(HttpStatusCode status, Exception exception) => (int)status switch
    {
        0 => AttemptFailure.CodeOf(exception) is var code && code == FailureReasons.DestinationNotAllowed ? new(null, ListenEnd.NotAllowed, code) : new(null, null, code),
        401 or 403 => new(null, ListenEnd.Refused, $"answered_{(int)status}"),
        429 or >= 500 => new(null, null, $"answered_{(int)status}"),
        _ => new(null, ListenEnd.NoRelay, $"answered_{(int)status}"),
    };

    private Uri AddressOf(Place? after)
    {
        var address = new UriBuilder(options.Relay)
        {
            Scheme = options.Relay.Scheme is "https" or "wss" ? "wss" : "ws",
            Query = $"source={options.Source}&listener={options.Listener}{(after is { } place ? $"&after={place}" : "")}",
        };
        address.Path = address.Path.TrimEnd('/') + "/v1/listen";
        return address.Uri;
    }
}
