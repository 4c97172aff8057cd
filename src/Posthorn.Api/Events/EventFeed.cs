namespace Posthorn.Api.Events;

/// <summary>A part of a partner's events, oldest first. A reader that follows <see cref="Next"/> misses nothing.</summary>
public sealed record EventFeed
{
    /// <summary>Gets the events after the cursor that was given.</summary>
    public required IReadOnlyList<EventInfo> Events { get; init; }

    /// <summary>Gets the cursor to go on from, to be stored once the events are dealt with. Always there, and opaque.</summary>
    public required string Next { get; init; }

    /// <summary>Gets a value indicating whether more events wait already.</summary>
    public required bool HasMore { get; init; }
}
