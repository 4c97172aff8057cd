namespace Posthorn.Delivery.Replay;

/// <summary>Which deliveries a range replay takes. The numbers are stored.</summary>
[Flags]
internal enum ReplayStates
{
    None = 0,
    Dead = 1,
    Delivered = 2,
    Cancelled = 4,

    /// <summary>Events the endpoint is subscribed to that never became a delivery: it was disabled then, or did not exist.</summary>
    Missed = 8,
}
