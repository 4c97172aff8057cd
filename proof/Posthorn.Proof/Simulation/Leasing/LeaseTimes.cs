namespace Posthorn.Proof.Simulation.Leasing;

/// <summary>How often a process proves that it is alive, how long others believe it, and how long it believes itself.</summary>
internal sealed record LeaseTimes(TimeSpan Heartbeat, TimeSpan StopAfter, TimeSpan Lease)
{
    /// <summary>Those of the store of many nodes.</summary>
    public static readonly LeaseTimes Usual = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(30));
}
