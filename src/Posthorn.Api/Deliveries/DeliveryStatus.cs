using System.Text.Json.Serialization;
using Posthorn.Api.Json;

namespace Posthorn.Api.Deliveries;

/// <summary>Where a delivery stands.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<DeliveryStatus>))]
public enum DeliveryStatus
{
    /// <summary>Waiting for its moment, or on its way.</summary>
    Pending,

    /// <summary>The endpoint answered with success.</summary>
    Delivered,

    /// <summary>Given up: visible, and replayable.</summary>
    Dead,

    /// <summary>Ended because nobody wants it any more: its endpoint was deleted.</summary>
    Cancelled,
}
