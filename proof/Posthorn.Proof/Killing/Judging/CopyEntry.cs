namespace Posthorn.Proof.Killing.Judging;

/// <summary>What the books say of one event at one endpoint.</summary>
internal struct CopyEntry
{
    /// <summary>The delivery that the receipt named; empty where there is none.</summary>
    public Guid Delivery;

    /// <summary>Of the body of the first copy.</summary>
    public ulong Hash;

    /// <summary>When the first copy arrived.</summary>
    public long FirstAt;

    public int Copies;
}
