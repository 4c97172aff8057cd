using System.Globalization;
using System.Text.Json;
using Posthorn.Api.Deliveries;
using Posthorn.Api.Replays;

namespace Posthorn.Api;

public sealed partial class PosthornClient
{
    /// <summary>Reads a delivery and its attempts.</summary>
    /// <param name="delivery">The delivery's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<DeliveryInfo> GetDeliveryAsync(string delivery, CancellationToken cancellationToken) =>
        GetAsync($"v1/deliveries/{Escape(delivery)}", Json.DeliveryInfo, cancellationToken);

    /// <summary>Lists a partner's deliveries, newest first.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="state">Only those in this state; null for all.</param>
    /// <param name="endpoint">Only those of this endpoint; null for all.</param>
    /// <param name="after">The <see cref="DeliveryList.Next"/> of the page before; null for the newest.</param>
    /// <param name="limit">At most this many, 1 to 1,000; null for 100.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<DeliveryList> ListDeliveriesAsync(
        string partner, DeliveryStatus? state, string? endpoint, string? after, int? limit, CancellationToken cancellationToken)
    {
        var query = Query(
            ("state", state is { } wanted ? JsonNamingPolicy.SnakeCaseLower.ConvertName(wanted.ToString()) : null),
            ("endpoint", endpoint),
            ("after", after),
            ("limit", limit?.ToString(CultureInfo.InvariantCulture)));

        return GetAsync($"v1/partners/{Escape(partner)}/deliveries{query}", Json.DeliveryList, cancellationToken);
    }

    /// <summary>Sends one delivery again, now, whatever became of it.</summary>
    /// <param name="delivery">The delivery's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<DeliveryReplay> ReplayDeliveryAsync(string delivery, CancellationToken cancellationToken) =>
        PostAsync($"v1/deliveries/{Escape(delivery)}/replay", Json.DeliveryReplay, cancellationToken);

    /// <summary>Reads how far a replay job is.</summary>
    /// <param name="replay">The job's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ReplayInfo> GetReplayAsync(string replay, CancellationToken cancellationToken) =>
        GetAsync($"v1/replays/{Escape(replay)}", Json.ReplayInfo, cancellationToken);

    /// <summary>Stops a replay job. What it made due by then is sent.</summary>
    /// <param name="replay">The job's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<ReplayInfo> CancelReplayAsync(string replay, CancellationToken cancellationToken) =>
        PostAsync($"v1/replays/{Escape(replay)}/cancel", Json.ReplayInfo, cancellationToken);
}
