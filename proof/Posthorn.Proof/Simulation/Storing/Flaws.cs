namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Faults that can be planted into the simulated store, to see that the simulation finds them. None of them is on otherwise.</summary>
[Flags]
internal enum Flaws
{
    None = 0,

    /// <summary>A settlement and a release name neither holder nor attempt.</summary>
    NoFence = 1,

    /// <summary>What is given back stays marked as held, by nobody.</summary>
    HeldMarkOnRelease = 4,

    /// <summary>An idempotency key is looked up when the call arrives, and written when it commits.</summary>
    KeyCheckedFirst = 8,

    /// <summary>A claim takes what another has claimed.</summary>
    ClaimsWhatIsHeld = 16,

    /// <summary>A failure that comes late is written over what the delivery has become.</summary>
    LateFailureStands = 32,

    /// <summary>A claim whose answer was lost is reported as not made.</summary>
    ForgetsItsDoubts = 128,

    /// <summary>A lane is granted to whoever asks.</summary>
    GrantsWhatIsHeld = 64,
}
