using Posthorn.Api.Endpoints;
using Posthorn.Api.Events;
using Posthorn.Api.Replays;

namespace Posthorn.Api;

public sealed partial class PosthornClient
{
    /// <summary>Makes an endpoint.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="request">The endpoint to make.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The endpoint, with its secret this once.</returns>
    public Task<EndpointInfo> CreateEndpointAsync(string partner, CreateEndpoint request, CancellationToken cancellationToken) =>
        PostAsync($"v1/partners/{Escape(partner)}/endpoints", request, Json.CreateEndpoint, Json.EndpointInfo, cancellationToken);

    /// <summary>Lists a partner's endpoints.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<EndpointList> ListEndpointsAsync(string partner, CancellationToken cancellationToken) =>
        GetAsync($"v1/partners/{Escape(partner)}/endpoints", Json.EndpointList, cancellationToken);

    /// <summary>Reads an endpoint.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="endpoint">The endpoint's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<EndpointInfo> GetEndpointAsync(string partner, string endpoint, CancellationToken cancellationToken) =>
        GetAsync(PathOf(partner, endpoint), Json.EndpointInfo, cancellationToken);

    /// <summary>Changes an endpoint.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="endpoint">The endpoint's id.</param>
    /// <param name="request">What to change; what it does not name stays as it is.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<EndpointInfo> UpdateEndpointAsync(string partner, string endpoint, UpdateEndpoint request, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Patch, PathOf(partner, endpoint), Body(request, Json.UpdateEndpoint), Json.EndpointInfo, cancellationToken);

    /// <summary>Deletes an endpoint and cancels what waits for it.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="endpoint">The endpoint's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task DeleteEndpointAsync(string partner, string endpoint, CancellationToken cancellationToken) =>
        DeleteAsync(PathOf(partner, endpoint), cancellationToken);

    /// <summary>Gives an endpoint a new secret.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="endpoint">The endpoint's id.</param>
    /// <param name="request">The overlap, and the secret where the partner has made one.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The new secret, shown this once.</returns>
    public Task<RotatedSecret> RotateSecretAsync(string partner, string endpoint, RotateSecret request, CancellationToken cancellationToken) =>
        PostAsync($"{PathOf(partner, endpoint)}/rotate-secret", request, Json.RotateSecret, Json.RotatedSecret, cancellationToken);

    /// <summary>Sends an example of the profile's notifications to this endpoint alone.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="endpoint">The endpoint's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>The event and its one delivery, whose attempts tell how it went.</returns>
    public Task<EventReceipt> TestEndpointAsync(string partner, string endpoint, CancellationToken cancellationToken) =>
        PostAsync($"{PathOf(partner, endpoint)}/test", Json.EventReceipt, cancellationToken);

    /// <summary>Lets an endpoint take deliveries again.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="endpoint">The endpoint's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<EndpointInfo> EnableEndpointAsync(string partner, string endpoint, CancellationToken cancellationToken) =>
        PostAsync($"{PathOf(partner, endpoint)}/enable", Json.EndpointInfo, cancellationToken);

    /// <summary>Stops deliveries to an endpoint. What waits stays.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="endpoint">The endpoint's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<EndpointInfo> DisableEndpointAsync(string partner, string endpoint, CancellationToken cancellationToken) =>
        PostAsync($"{PathOf(partner, endpoint)}/disable", Json.EndpointInfo, cancellationToken);

    /// <summary>Sends a range of an endpoint's events again, as a job.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="endpoint">The endpoint's id.</param>
    /// <param name="request">The range and the states.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ReplayInfo> ReplayEndpointAsync(string partner, string endpoint, ReplayRange request, CancellationToken cancellationToken) =>
        PostAsync($"{PathOf(partner, endpoint)}/replay", request, Json.ReplayRange, Json.ReplayInfo, cancellationToken);

    private static string PathOf(string partner, string endpoint) => $"v1/partners/{Escape(partner)}/endpoints/{Escape(endpoint)}";
}
