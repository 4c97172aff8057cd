using System.Text.Json.Serialization;
using Posthorn.Api.Json;

namespace Posthorn.Api.Endpoints;

/// <summary>Whether an endpoint takes deliveries.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<EndpointState>))]
public enum EndpointState
{
    /// <summary>New events that it wants become deliveries, and waiting ones are sent.</summary>
    Enabled,

    /// <summary>Nothing is sent and events make no new deliveries for it; they are kept, and a replay of <c>missed</c> brings them.</summary>
    Disabled,
}
