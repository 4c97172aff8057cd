using System.Net.WebSockets;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Suki.Streaming;

/// <summary>One open stream: frames come in until there is a reason to end. Of the audio its length is kept, and nothing else.</summary>
internal sealed class AudioStream(WebSocket socket, Tempo tempo, Func<Task> heard)
{
    private const int LongestMessage = 1024 * 1024;

    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _buffer = new byte[16 * 1024];

    public long Bytes { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>Asks it to end, and waits until what came is written down.</summary>
    public Task EndAsync()
    {
        _ = _asked.TrySetResult();
        return _written.Task;
    }

    /// <summary>What came is written down.</summary>
    public void Written() => _written.TrySetResult();

    /// <summary>Receives until the end.</summary>
    /// <param name="ending">Fired when the emulator stops or forgets.</param>
    public async Task<StreamEnd> ReceiveAsync(CancellationToken ending)
    {
        var stopping = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = ending.Register(stopping.SetResult);
        await using var watch = new StreamWatch(tempo);
        while (true)
        {
            var message = NextAsync();
            var first = await Task.WhenAny(message, watch.Over, _asked.Task, stopping.Task);
            if (first != message)
            {
                Leftover = message;
                return first == watch.Over ? await watch.Over : first == _asked.Task ? StreamEnd.SessionEnded : StreamEnd.Stopping;
            }

            if (await message is not { } frame)
            {
                return StreamEnd.Closed;
            }

            if (await TakeAsync(frame, watch) is { } end)
            {
                return end;
            }
        }
    }

    private Task Leftover { get; set; } = Task.CompletedTask;

    /// <summary>Says why, and gives the client a moment to say farewell.</summary>
    public async Task CloseAsync(WebSocketCloseStatus status, string why)
    {
        try
        {
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                using var patience = new CancellationTokenSource(LongestFarewell, tempo.Clock);
                await socket.CloseOutputAsync(status, why, patience.Token);
                await Leftover.WaitAsync(patience.Token);
                while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
                {
                    _ = await socket.ReceiveAsync(_buffer.AsMemory(), patience.Token);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // It went without a farewell.
        }
    }

    private async Task<StreamEnd?> TakeAsync(StreamFrame frame, StreamWatch watch)
    {
        switch (frame)
        {
            case StreamFrame.Sound sound:
                Bytes += sound.Bytes;
                watch.Heard();
                await heard();
                return null;
            case StreamFrame.StartTime start:
                StartedAt ??= start.At;
                return null;
            case StreamFrame.EndOfStream:
                return StreamEnd.EndOfStream;
            case StreamFrame.Event { Name: var name }:
                return Take(name, watch);
            default:
                Problem = ((StreamFrame.Unreadable)frame).Why;
                return StreamEnd.Unreadable;
        }
    }

    /// <summary>What could not be read.</summary>
    public string? Problem { get; private set; }

    private static StreamEnd? Take(StreamEvent name, StreamWatch watch)
    {
        switch (name)
        {
            case StreamEvent.Pause:
                watch.Pause();
                return null;
            case StreamEvent.Resume:
                watch.Resume();
                return null;
            case StreamEvent.KeepAlive:
                watch.KeptAlive();
                return null;
            default:
                return name == StreamEvent.Cancel ? StreamEnd.Cancelled : StreamEnd.Aborted;
        }
    }

    /// <returns>Null when the client closes, or is gone.</returns>
    private async Task<StreamFrame?> NextAsync()
    {
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var part = await socket.ReceiveAsync(_buffer.AsMemory(), CancellationToken.None);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    return null;
                }

                message.Write(_buffer, 0, part.Count);
                if (message.Length > LongestMessage)
                {
                    return new StreamFrame.Unreadable("a frame has at most 1 MiB");
                }

                if (part.EndOfMessage)
                {
                    return FrameReader.Read(message.GetBuffer().AsSpan(0, (int)message.Length), part.MessageType == WebSocketMessageType.Binary);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
        {
            return null;
        }
    }
}
