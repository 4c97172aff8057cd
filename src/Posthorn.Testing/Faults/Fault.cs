namespace Posthorn.Testing.Faults;

/// <summary>What goes wrong on one connection through a <see cref="FaultProxy"/>. The parts can be combined; <see cref="None"/> has none.</summary>
public sealed record Fault
{
    /// <summary>A connection that works.</summary>
    public static readonly Fault None = new();

    /// <summary>Gets whether every byte travels in a packet of its own, both ways.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Slice { get; init; }

    /// <summary>Gets what the request waits for before it is passed on.</summary>
    public Gate? HoldRequest { get; init; }

    /// <summary>Gets what the answer waits for before it is passed on.</summary>
    public Gate? HoldAnswer { get; init; }

    /// <summary>Gets what the end of the answer waits for: all bytes have passed, and the connection stays open.</summary>
    public Gate? HoldClose { get; init; }

    /// <summary>Gets after how many bytes of the request the connection is reset; 0 as soon as it is made.</summary>
    public long? ResetAfterRequestBytes { get; init; }

    /// <summary>Gets after how many bytes of the answer the connection is reset.</summary>
    public long? ResetAfterAnswerBytes { get; init; }

    /// <summary>Gets after how many bytes of the answer the connection is closed, as if that were all.</summary>
    public long? CutAfterAnswerBytes { get; init; }

    /// <summary>Gets after how many bytes of the answer nothing passes any more, in either direction, while the connection stays open.</summary>
    public long? SilentAfterAnswerBytes { get; init; }
}
