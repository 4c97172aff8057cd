namespace Posthorn.Relay.Listening;

/// <summary>Why a listener has ended.</summary>
internal enum ListenEnd
{
    /// <summary>It was told to.</summary>
    Stopped,

    /// <summary>The relay does not take the token for this source.</summary>
    Refused,

    /// <summary>What answers is no relay, or does not speak as this listener does.</summary>
    NoRelay,

    /// <summary>Another listener of this name has come.</summary>
    Replaced,

    /// <summary>The relay was never reached.</summary>
    NeverReached,

    /// <summary>The address of the relay or of the target may not be dialled.</summary>
    NotAllowed,
}
