namespace Posthorn.Delivery.Lanes;

/// <summary>An endpoint that has something to do: its earliest due moment, if anything of it waits unclaimed.</summary>
internal readonly record struct OpenLane(long EndpointKey, DateTimeOffset? NextDue);
