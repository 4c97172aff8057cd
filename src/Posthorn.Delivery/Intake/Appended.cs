namespace Posthorn.Delivery.Intake;

/// <summary>What the log made of one event.</summary>
internal abstract record Appended
{
    private Appended()
    {
    }

    /// <summary>It is on disk, with its deliveries.</summary>
    internal sealed record Stored(StoredEvent Event) : Appended;

    /// <summary>The same key came with the same content before: this is what it made then.</summary>
    internal sealed record Replayed(StoredEvent Event) : Appended;

    /// <summary>The same key came with other content before; nothing was stored.</summary>
    internal sealed record KeyReused : Appended;

    /// <summary>The session whose end it tells was written by somebody else in between; nothing was stored.</summary>
    internal sealed record Outdated : Appended;
}
