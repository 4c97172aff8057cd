namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Why a delivery's row was changed.</summary>
internal enum Cause
{
    Appended,
    Claimed,
    Settled,
    SettledLate,
    Recovered,
    Expired,
    Released,
    Cancelled,
    Replayed,
}
