namespace Posthorn.Emulators.Suki.Streaming;

/// <summary>What a client says on the stream.</summary>
internal abstract record StreamFrame
{
    private StreamFrame()
    {
    }

    internal sealed record StartTime(DateTimeOffset At) : StreamFrame;

    internal sealed record Sound(int Bytes) : StreamFrame;

    internal sealed record EndOfStream : StreamFrame;

    internal sealed record Event(StreamEvent Name) : StreamFrame;

    /// <param name="Why">No content of it.</param>
    internal sealed record Unreadable(string Why) : StreamFrame;
}
