namespace Posthorn.Proof.Simulation.Storing;

/// <summary>What a process asks of the store.</summary>
internal enum StoreCall
{
    Load,
    Append,
    Claim,
    Expire,
    Settle,
    Release,
    Orphans,
    OpenLanes,
    LoadHealth,
    SaveHealth,
    Configure,
    Replay,
    Lease,
    LostClaims,
}
