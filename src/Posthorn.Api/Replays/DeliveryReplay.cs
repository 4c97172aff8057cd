namespace Posthorn.Api.Replays;

/// <summary>A single delivery that is sent again.</summary>
public sealed record DeliveryReplay
{
    /// <summary>Gets the delivery, <c>dlv_…</c>.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>Gets a value indicating whether an attempt was on its way already, so that there was nothing to add.</summary>
    public required bool InFlight { get; init; }
}
