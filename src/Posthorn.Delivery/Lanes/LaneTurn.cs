namespace Posthorn.Delivery.Lanes;

/// <summary>What an attempt changed about its lane.</summary>
internal enum LaneTurn
{
    None,

    /// <summary>The breaker opened.</summary>
    Failing,

    /// <summary>A probe failed: the next one waits longer.</summary>
    ProbeFailed,

    /// <summary>The endpoint is back.</summary>
    Recovered,
}
