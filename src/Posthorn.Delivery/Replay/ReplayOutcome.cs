namespace Posthorn.Delivery.Replay;

/// <summary>What came of asking for one delivery again.</summary>
internal enum ReplayOutcome
{
    NotFound,

    /// <summary>It is due now.</summary>
    Due,

    /// <summary>A lane is sending it this moment: there is nothing to add.</summary>
    InFlight,

    /// <summary>Its endpoint was deleted.</summary>
    EndpointGone,
}
