namespace Posthorn.Delivery.Replay;

/// <summary>Where a range replay stands. The numbers are stored.</summary>
internal enum ReplayJobState
{
    Running = 0,
    Finished = 1,
    Cancelled = 2,
}
