namespace Posthorn.Delivery.Lanes;

/// <summary>What a lane remembers across restarts. Written when it changes state, never per attempt.</summary>
/// <param name="FailingSince">When the breaker opened; null while the lane is active.</param>
/// <param name="Probes">Probes that failed since.</param>
/// <param name="NextProbeAt">When the next probe may go.</param>
/// <param name="NoticesSent">How many staged notices went out.</param>
internal sealed record LaneHealth(long EndpointKey, DateTimeOffset? FailingSince, int Probes, DateTimeOffset? NextProbeAt, int NoticesSent)
{
    public static LaneHealth Active(long endpointKey) => new(endpointKey, null, 0, null, 0);
}
