using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Posthorn.Relay.Streaming;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Listening;

/// <summary>One connection: hears what the relay sends, checks it, and hands it over in order. How much that can be, the relay's window bounds.</summary>
internal sealed class ListenSession(WebSocket socket, TimeProvider clock) : IDisposable
{
    private const int LongestMessage = 64 * 1024 * 1024;

    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(1);

    private readonly MessageReader _reader = new(socket, LongestMessage);
    private readonly Channel<Incoming> _incoming = Channel.CreateUnbounded<Incoming>(new() { SingleReader = true, SingleWriter = true });
    private Task _hearing = Task.CompletedTask;

    public ChannelReader<Incoming> Incoming => _incoming.Reader;

    /// <summary>Whether the relay said that another listener of this name has come.</summary>
    public bool IsReplaced => socket.CloseStatus == ListenerStream.Replaced;

    /// <returns>The greeting; null when there was none.</returns>
    public async Task<StreamNote?> GreetAsync(CancellationToken stop)
    {
        try
        {
            return await _reader.ReadAsync(stop) is (WebSocketMessageType.Text, var bytes)
                && JsonSerializer.Deserialize(bytes.Span, RelayJson.Default.StreamNote) is { Type: StreamNote.Hello, Relay: not null } hello
                    ? hello
                    : null;
        }
        catch (Exception exception) when (exception is WebSocketException or JsonException || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <summary>Begins to hear. The channel is completed when the connection is over.</summary>
    public void Hear() => _hearing = HearAsync();

    /// <summary>Says how far everything is forwarded. On a connection that is over nobody hears it; then it is said when there is another.</summary>
    public async Task AcknowledgeAsync(long sequence, CancellationToken stop)
    {
        try
        {
            var note = JsonSerializer.SerializeToUtf8Bytes(new StreamNote { Type = StreamNote.Ack, Sequence = sequence }, RelayJson.Default.StreamNote);
            await socket.SendAsync(note, WebSocketMessageType.Text, endOfMessage: true, stop);
        }
        catch (Exception exception) when (
            exception is WebSocketException or ObjectDisposedException or InvalidOperationException
            || (exception is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // The end of the connection is heard, and told, where it is listened to.
        }
    }

    /// <summary>Ends the connection, politely where the other side still answers, and waits until nothing of it runs any more.</summary>
    public async Task EndAsync()
    {
        using var patience = new CancellationTokenSource(ClosePatience, clock);
        try
        {
            await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", patience.Token);
            await _hearing.WaitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            // It is over anyway.
        }

        socket.Abort();
        await _hearing;
    }

    public void Dispose() => socket.Dispose();

    private async Task HearAsync()
    {
        try
        {
            while (await _reader.ReadAsync(CancellationToken.None) is var (type, bytes) && TryUnderstand(type, bytes, out var incoming))
            {
                _ = _incoming.Writer.TryWrite(incoming);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException or JsonException)
        {
            // Over; what was heard until now is whole and is forwarded.
        }
        finally
        {
            _incoming.Writer.Complete();
        }
    }

    // A body that is not the one that was taken ends the connection: the relay is asked for it again.
    private static bool TryUnderstand(WebSocketMessageType type, ReadOnlyMemory<byte> bytes, out Incoming incoming)
    {
        incoming = default;
        if (type == WebSocketMessageType.Binary && ArrivalFrame.TryRead(bytes, out var arrival))
        {
            incoming = new(arrival.Sequence, arrival, 0, "");
            return true;
        }

        if (type == WebSocketMessageType.Text && JsonSerializer.Deserialize(bytes.Span, RelayJson.Default.StreamNote) is { Type: StreamNote.Gone } gone)
        {
            incoming = new(gone.Sequence, null, gone.Count, gone.Reason ?? "expired");
            return true;
        }

        return false;
    }
}
