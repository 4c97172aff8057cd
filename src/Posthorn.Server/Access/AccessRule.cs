namespace Posthorn.Server.Access;

/// <summary>Who may make a call. Every route states one; a route without is closed.</summary>
/// <remarks>The operator may make every call.</remarks>
internal enum AccessRule
{
    /// <summary>The operator alone.</summary>
    Operator,

    /// <summary>A publisher of the partner.</summary>
    Publisher,

    /// <summary>The partner itself.</summary>
    Partner,

    /// <summary>The partner itself and nobody in its place: the call names no partner, so the key has to.</summary>
    OwnPartner,

    /// <summary>The partner itself, where it may change its endpoints.</summary>
    SelfService,

    /// <summary>Anybody, without a key.</summary>
    Open,
}
