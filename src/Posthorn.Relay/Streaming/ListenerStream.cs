using System.Net.WebSockets;
using System.Text.Json;
using Posthorn.Relay.Keeping;
using Posthorn.Relay.Running;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Streaming;

/// <summary>One listener's stream: what it has missed first, then what comes, in order; and its acknowledgements the other way.</summary>
internal sealed class ListenerStream(RelayParts parts, KnownSource source, string listener, WebSocket socket)
{
    /// <summary>Says that another listener of the same name has come.</summary>
    public const WebSocketCloseStatus Replaced = (WebSocketCloseStatus)4001;

    private const int MostUnderway = 64;
    private const int MostAtOnce = 16;
    private const int LongestNote = 1024;

    private static readonly TimeSpan ClosePatience = TimeSpan.FromSeconds(2);

    private readonly SendWindow _window = new(MostUnderway, 4L * parts.Options.BodyLimit);
    private readonly ListenerCursor _cursor = new(parts, source, listener);

    public long Acknowledged => _cursor.Acknowledged;

    /// <param name="after">Where the stream begins.</param>
    public async Task RunAsync(long after, CancellationToken replaced)
    {
        _cursor.Begin(after);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(replaced, parts.Ending);
        await SayAsync(
            new() { Type = StreamNote.Hello, Relay = parts.Name, Sequence = after, Last = await parts.Reader.LastAsync(source, over.Token) }, over.Token);
        var (sending, hearing) = (SendAsync(after, over.Token), HearAsync());
        _ = await Task.WhenAny(sending, hearing);
        await over.CancelAsync();
        try
        {
            await sending;
        }
        catch (OperationCanceledException)
        {
            // Told to.
        }
        finally
        {
            await CloseAsync(replaced.IsCancellationRequested, hearing);
            await _cursor.SettleAsync();
        }
    }

    private async Task SendAsync(long after, CancellationToken stop)
    {
        var last = after;
        while (true)
        {
            var next = parts.News.Next(source.Key);
            var found = await parts.Reader.AfterAsync(source, last, MostAtOnce, parts.Options.BodyLimit, stop);
            foreach (var (sequence, arrival) in found)
            {
                await _window.WaitAsync(stop);
                if (sequence > last + 1)
                {
                    await SayAsync(new() { Type = StreamNote.Gone, Sequence = sequence - 1, Count = sequence - 1 - last, Reason = "expired" }, stop);
                }

                await SendAsync(sequence, arrival, stop);
                last = sequence;
            }

            if (found.Count == 0)
            {
                await next.WaitAsync(stop);
            }
        }
    }

    private async Task SendAsync(long sequence, Arrival? arrival, CancellationToken stop)
    {
        if (arrival is null)
        {
            _window.Sent(sequence, 0);
            await SayAsync(new() { Type = StreamNote.Gone, Sequence = sequence, Count = 1, Reason = "unreadable" }, stop);
            return;
        }

        var frame = ArrivalFrame.Write(arrival);
        _window.Sent(sequence, frame.Length);
        await socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, stop);
    }

    private async Task SayAsync(StreamNote note, CancellationToken stop) =>
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(note, RelayJson.Default.StreamNote), WebSocketMessageType.Text, endOfMessage: true, stop);

    // Ends with the connection, and always listens until then: that is how pings are answered and a dead peer is noticed.
    private async Task HearAsync()
    {
        var buffer = new byte[LongestNote];
        while (true)
        {
            var heard = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            if (heard.MessageType != WebSocketMessageType.Text || !heard.EndOfMessage
                || JsonSerializer.Deserialize(buffer.AsSpan(0, heard.Count), RelayJson.Default.StreamNote) is not { Type: StreamNote.Ack, Sequence: var sequence }
                || !_window.TryAcknowledge(sequence))
            {
                return;
            }

            _cursor.Advance(sequence);
        }
    }

    private async Task CloseAsync(bool replaced, Task hearing)
    {
        using var patience = new CancellationTokenSource(ClosePatience, parts.Clock);
        try
        {
            var (status, why) = replaced ? (Replaced, "another listener of this name has come")
                : parts.Ending.IsCancellationRequested ? (WebSocketCloseStatus.EndpointUnavailable, "the relay stops")
                : (WebSocketCloseStatus.NormalClosure, "");
            await socket.CloseOutputAsync(status, why, patience.Token);
            await hearing.WaitAsync(patience.Token);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException or JsonException)
        {
            socket.Abort();
        }
    }
}
