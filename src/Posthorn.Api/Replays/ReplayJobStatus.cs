using System.Text.Json.Serialization;
using Posthorn.Api.Json;

namespace Posthorn.Api.Replays;

/// <summary>Where a replay job stands.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<ReplayJobStatus>))]
public enum ReplayJobStatus
{
    /// <summary>At work; a restart of the server goes on where it was.</summary>
    Running,

    /// <summary>Every event of the range was looked at.</summary>
    Finished,

    /// <summary>Stopped by a person. What it made due by then is sent.</summary>
    Cancelled,
}
