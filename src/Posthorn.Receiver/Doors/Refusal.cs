namespace Posthorn.Receiver.Doors;

/// <summary>Why a request was not accepted.</summary>
internal enum Refusal
{
    None = 0,
    MissingSignature,
    BadSignature,
    BadBody,
    TooLarge,

    /// <summary>The id came before with another body.</summary>
    Conflict,

    /// <summary>It cannot be stored now: the sender should come again.</summary>
    Unavailable,

    /// <summary>A fault on our side.</summary>
    Failure,
}
