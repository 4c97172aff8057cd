using System.Text.Json.Serialization;
using Posthorn.Api.Json;

namespace Posthorn.Api.Replays;

/// <summary>Which deliveries a replay takes.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ReplayState>))]
public enum ReplayState
{
    /// <summary>Those given up.</summary>
    Dead,

    /// <summary>Those delivered: the endpoint gets them once more.</summary>
    Delivered,

    /// <summary>Those cancelled.</summary>
    Cancelled,

    /// <summary>Events the endpoint wants that never became a delivery: it was disabled then, or did not exist.</summary>
    Missed,
}
