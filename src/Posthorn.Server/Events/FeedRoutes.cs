using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Events;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Access;
using Posthorn.Server.Deliveries;
using Posthorn.Server.Http;
using Posthorn.Server.OpenApi;

namespace Posthorn.Server.Events;

/// <summary>Reading events: a partner's feed, and one event with what became of it.</summary>
internal static class FeedRoutes
{
    private const int UsualPage = 100;
    private const int MostInPage = 1000;
    private const int LongestWait = 60;

    private static readonly TimeSpan BusyFor = TimeSpan.FromSeconds(5);

    public static void MapFeed(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/partners/{partner}/events", ReadAsync)
            .AllowTo(AccessRule.Partner)
            .WithName("readFeed").WithSummary("Reads a partner's events, oldest first. A reader that follows next misses nothing.")
            .Reads("after", "string", "The `next` of the part before; without it the oldest event that is kept comes first.")
            .Reads("limit", "integer", "At most this many, 1 to 1000; 100 where it is left out.")
            .Reads("wait", "integer", "How many seconds to wait where there is nothing yet, 0 to 60; 0 where it is left out. Then the answer may be an empty part.");
        routes.MapGet("/v1/events/{event}", FindAsync)
            .AllowTo(AccessRule.Partner)
            .WithName("getEvent").WithSummary("Tells an event and what became of it.");
    }

    internal static async Task<Results<Ok<EventFeed>, ProblemAnswer>> ReadAsync(
        Visit visit, HttpRequest request, FeedPages pages, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, "after", "limit", "wait");
        var after = query.Place("after", Cursor.Feed, visit.Partner.Id) ?? 0;
        var limit = query.Number("limit", UsualPage, 1, MostInPage);
        var wait = query.Number("wait", 0, 0, LongestWait);
        if (query.Problem is { } problem)
        {
            return new ProblemAnswer(problem);
        }

        // One more than asked for, to know whether more is there.
        if (await pages.ReadAsync(visit.Partner.Key, after, limit + 1, TimeSpan.FromSeconds(wait), cancellationToken) is not { } events)
        {
            return new ProblemAnswer(Problems.Of(ProblemCodes.Unavailable, "As many readers wait as may at once. Ask without wait, or again in a while."), BusyFor);
        }

        var page = events.Take(limit).ToList();
        return TypedResults.Ok(new EventFeed
        {
            Events = page.ConvertAll(one => Describe(one, visit.Partner.Id)),
            Next = Cursor.Write(Cursor.Feed, visit.Partner.Id, page.Count > 0 ? page[^1].Sequence : after),
            HasMore = events.Count > limit,
        });
    }

    internal static async Task<Results<Ok<EventInfo>, ProblemAnswer>> FindAsync(
        string @event, Visit visit, IHistory history, EndpointDirectory directory, CancellationToken cancellationToken)
    {
        if (!EventId.TryParse(@event, out var id)
            || await history.FindEventAsync(id, cancellationToken) is not { } found
            || directory.FindPartner(found.PartnerKey) is not { } partner || !visit.Sees(partner))
        {
            return new ProblemAnswer(Problems.NotFound);
        }

        var deliveries = await history.DeliveriesOfAsync(id, cancellationToken);
        return TypedResults.Ok(Describe(found, partner.Id) with
        {
            Deliveries = [.. deliveries.Select(one => DeliveryRoutes.Describe(one, directory))],
        });
    }

    private static EventInfo Describe(EventView view, string partnerId) => new()
    {
        Id = view.Id.ToString(),
        PartnerId = partnerId,
        Type = view.Type,
        Subject = view.Subject,
        Data = new(view.Data),
        OccurredAt = view.OccurredAt,
        AcceptedAt = view.AcceptedAt,
    };
}
