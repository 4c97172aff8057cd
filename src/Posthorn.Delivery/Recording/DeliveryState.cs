namespace Posthorn.Delivery.Recording;

/// <summary>Where a delivery stands. The numbers are stored.</summary>
internal enum DeliveryState
{
    /// <summary>Open: waiting for its due moment, or claimed by a lane.</summary>
    Pending = 0,
    Delivered = 1,
    Dead = 2,
    Cancelled = 3,
}
