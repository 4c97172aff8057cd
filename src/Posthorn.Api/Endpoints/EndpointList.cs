namespace Posthorn.Api.Endpoints;

/// <summary>A partner's endpoints.</summary>
public sealed record EndpointList
{
    /// <summary>Gets the endpoints, oldest first.</summary>
    public required IReadOnlyList<EndpointInfo> Endpoints { get; init; }
}
