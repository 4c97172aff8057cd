namespace Posthorn.Emulators.Scripting;

/// <summary>What goes wrong between the vendor and the partner.</summary>
internal enum WireFault
{
    None,

    /// <summary>The state is there long before its notification.</summary>
    Late,

    /// <summary>It arrives after the one that follows it.</summary>
    OutOfOrder,

    /// <summary>It arrives more than once: the same body, each time signed anew.</summary>
    Duplicate,

    /// <summary>It is never sent.</summary>
    Missing,

    /// <summary>Its signature is wrong by one digit.</summary>
    BadSignature,

    /// <summary>It is signed with the secret that was in use before.</summary>
    OldSecret,
}
