namespace Posthorn.Proof.Killing.Judging;

/// <summary>What the books say of one event.</summary>
internal struct EventEntry
{
    /// <summary>Whether the publisher has tried it.</summary>
    public bool Tried;

    /// <summary>Whether it was stored although the try that stored it did not say so.</summary>
    public bool Recovered;

    /// <summary>When it was acknowledged; 0 where it was not.</summary>
    public long AcknowledgedAt;

    public Guid Id;
}
