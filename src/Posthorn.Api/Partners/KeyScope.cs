using System.Text.Json.Serialization;
using Posthorn.Api.Json;

namespace Posthorn.Api.Partners;

/// <summary>What a key may do.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<KeyScope>))]
public enum KeyScope
{
    /// <summary>Publish events for its partner, and nothing else; not even read them back.</summary>
    Publisher,

    /// <summary>Read its partner's endpoints, events and deliveries, pull, replay; change endpoints where the partner has self service.</summary>
    Partner,

    /// <summary>Everything, for every partner. Given out under the partner <c>ptn_operator</c> only.</summary>
    Operator,
}
