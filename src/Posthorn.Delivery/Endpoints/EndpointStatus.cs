namespace Posthorn.Delivery.Endpoints;

/// <summary>Whether an endpoint takes deliveries. The numbers are stored.</summary>
internal enum EndpointStatus
{
    Enabled = 0,
    Disabled = 1,

    /// <summary>Gone for good; the row stays, because deliveries name it.</summary>
    Deleted = 2,
}
