using System.Globalization;
using System.Net.Http.Json;
using Posthorn.Api.Events;

namespace Posthorn.Api;

public sealed partial class PosthornClient
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Publishes an event. When this returns, it is on disk.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="request">The event.</param>
    /// <param name="idempotencyKey">
    /// 1 to 255 visible ASCII characters that name this event, or null. With a key the call may be made again after any failure: the same
    /// key and content give the same receipt, and the event happens once.
    /// </param>
    /// <param name="cancellationToken">Gives up waiting. The event may be stored all the same.</param>
    public async Task<EventReceipt> PublishAsync(string partner, PublishEvent request, string? idempotencyKey, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri($"v1/partners/{Escape(partner)}/events", UriKind.Relative));
        message.Content = Body(request, Json.PublishEvent);
        if (idempotencyKey is not null)
        {
            message.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        using var answer = await http.SendAsync(message, cancellationToken);
        await ThrowWhenRefusedAsync(answer, cancellationToken);
        return await answer.Content.ReadFromJsonAsync(Json.EventReceipt, cancellationToken) ?? throw Unreadable(answer);
    }

    /// <summary>Publishes up to 1,000 events in one commit. Some may be refused: look at each result.</summary>
    /// <param name="request">The events.</param>
    /// <param name="cancellationToken">Gives up waiting. The events may be stored all the same.</param>
    public Task<BatchReceipt> PublishBatchAsync(PublishBatch request, CancellationToken cancellationToken) =>
        PostAsync("v1/events/batch", request, Json.PublishBatch, Json.BatchReceipt, cancellationToken);

    /// <summary>Reads an event and what became of it.</summary>
    /// <param name="eventId">The event's id.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<EventInfo> GetEventAsync(string eventId, CancellationToken cancellationToken) =>
        GetAsync($"v1/events/{Escape(eventId)}", Json.EventInfo, cancellationToken);

    /// <summary>Reads a partner's events, oldest first.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="after">The <see cref="EventFeed.Next"/> of the part before; null to begin with the oldest event that is kept.</param>
    /// <param name="limit">At most this many, 1 to 1,000; null for 100.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task<EventFeed> GetFeedAsync(string partner, string? after, int? limit, CancellationToken cancellationToken) =>
        GetFeedAsync(partner, after, limit, TimeSpan.Zero, cancellationToken);

    /// <summary>Reads a partner's events, oldest first, and waits for the first one where there is none yet.</summary>
    /// <param name="partner">The partner's id.</param>
    /// <param name="after">The <see cref="EventFeed.Next"/> of the part before; null to begin with the oldest event that is kept.</param>
    /// <param name="limit">At most this many, 1 to 1,000; null for 100.</param>
    /// <param name="wait">How long the server waits, in whole seconds up to 60. Shorter than the <see cref="HttpClient.Timeout"/> of this client.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What there is by then. Empty when nothing came; its <see cref="EventFeed.Next"/> goes on where this call began.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The wait is none, or the <see cref="HttpClient"/> would give up before it is over.</exception>
    public Task<EventFeed> GetFeedAsync(string partner, string? after, int? limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, LongestWait);
        var seconds = (int)Math.Ceiling(wait.TotalSeconds);
        if (http.Timeout != Timeout.InfiniteTimeSpan && http.Timeout.TotalSeconds <= seconds)
        {
            throw new ArgumentOutOfRangeException(nameof(wait), "The HttpClient gives up before this wait is over. Give it a longer Timeout.");
        }

        var query = Query(
            ("after", after),
            ("limit", limit?.ToString(CultureInfo.InvariantCulture)),
            ("wait", seconds > 0 ? seconds.ToString(CultureInfo.InvariantCulture) : null));

        return GetAsync($"v1/partners/{Escape(partner)}/events{query}", Json.EventFeed, cancellationToken);
    }
}
