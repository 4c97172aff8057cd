namespace Posthorn.Relay.Wire;

/// <summary>What relay and listener say to each other besides arrivals: a text message of JSON.</summary>
internal sealed record StreamNote
{
    /// <summary>The relay: who it is, and where the stream begins.</summary>
    public const string Hello = "hello";

    /// <summary>The relay: places that nothing is sent for any more.</summary>
    public const string Gone = "gone";

    /// <summary>The listener: forwarded, up to and including this place.</summary>
    public const string Ack = "ack";

    public required string Type { get; init; }

    /// <summary>Of a greeting: the name that the relay's store gave itself when it was made. A place counts in that store and in no other.</summary>
    public string? Relay { get; init; }

    /// <summary>Of a greeting: the stream begins behind it. Of what is gone: the last of them. Of an acknowledgement: the last that was forwarded.</summary>
    public long Sequence { get; init; }

    /// <summary>Of a greeting: the last that there is at this moment.</summary>
    public long Last { get; init; }

    /// <summary>How many are gone.</summary>
    public long Count { get; init; }

    /// <summary>Why they are gone: <c>expired</c>, or <c>unreadable</c>.</summary>
    public string? Reason { get; init; }
}
