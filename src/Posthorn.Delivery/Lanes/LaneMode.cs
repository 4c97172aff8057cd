namespace Posthorn.Delivery.Lanes;

/// <summary>What a lane does at present.</summary>
internal enum LaneMode
{
    /// <summary>Sends what is due.</summary>
    Active,

    /// <summary>Sends one at a time, backing off, to see whether the endpoint is back.</summary>
    Failing,

    /// <summary>Sends nothing: the endpoint is disabled or deleted.</summary>
    Disabled,

    /// <summary>Sends nothing: another node holds it, or none does yet.</summary>
    Elsewhere,

    /// <summary>Sends nothing more: the process is about to end.</summary>
    Stopping,
}
