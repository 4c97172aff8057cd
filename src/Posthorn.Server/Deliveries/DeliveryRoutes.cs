using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Deliveries;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Access;
using Posthorn.Server.Http;
using Posthorn.Server.OpenApi;

namespace Posthorn.Server.Deliveries;

/// <summary>Reading what became of deliveries.</summary>
internal static class DeliveryRoutes
{
    private const int UsualPage = 100;
    private const int MostInPage = 1000;

    private static readonly Dictionary<string, DeliveryState> States = new()
    {
        ["pending"] = DeliveryState.Pending,
        ["delivered"] = DeliveryState.Delivered,
        ["dead"] = DeliveryState.Dead,
        ["cancelled"] = DeliveryState.Cancelled,
    };

    public static void MapDeliveries(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/partners/{partner}/deliveries", ListAsync)
            .AllowTo(AccessRule.Partner)
            .WithName("listDeliveries").WithSummary("Lists a partner's deliveries, newest first.")
            .Reads("state", "string", "Only those that are `pending`, `delivered`, `dead` or `cancelled`.")
            .Reads("endpoint", "string", "Only those of this endpoint, which may be deleted.")
            .Reads("after", "string", "The `next` of the page before.")
            .Reads("limit", "integer", "At most this many, 1 to 1000; 100 where it is left out.");
        routes.MapGet("/v1/deliveries/{delivery}", FindAsync)
            .AllowTo(AccessRule.Partner)
            .WithName("getDelivery").WithSummary("Tells a delivery and its attempts.");
    }

    internal static async Task<Results<Ok<DeliveryList>, ProblemAnswer>> ListAsync(
        Visit visit, HttpRequest request, IHistory history, EndpointDirectory directory, CancellationToken cancellationToken)
    {
        var query = new QueryReader(request, "state", "endpoint", "after", "limit");
        var state = query.OneOf("state", States);
        var before = query.Place("after", Cursor.Deliveries, visit.Partner.Id);
        var limit = query.Number("limit", UsualPage, 1, MostInPage);
        if (query.Problem is { } problem)
        {
            return new ProblemAnswer(problem);
        }

        long? endpointKey = null;
        if (query.Text("endpoint") is { } endpoint)
        {
            // Deleted ones too: their deliveries are still there to be looked at.
            endpointKey = EndpointId.TryParse(endpoint, out var id) && directory.Find(id) is { } found && found.Partner.Key == visit.Partner.Key ? found.Key : null;
            if (endpointKey is null)
            {
                return new ProblemAnswer(Problems.NotFound);
            }
        }

        var page = await history.ListDeliveriesAsync(new(visit.Partner.Key, endpointKey, state, before, limit), cancellationToken);
        return TypedResults.Ok(new DeliveryList
        {
            Deliveries = [.. page.Deliveries.Select(one => Describe(one, directory))],
            Next = page.Next is { } next ? Cursor.Write(Cursor.Deliveries, visit.Partner.Id, next) : null,
        });
    }

    internal static async Task<Results<Ok<DeliveryInfo>, ProblemAnswer>> FindAsync(
        string delivery, Visit visit, IHistory history, EndpointDirectory directory, CancellationToken cancellationToken)
    {
        if (await FindVisibleAsync(delivery, visit, history, directory, cancellationToken) is not { } found)
        {
            return new ProblemAnswer(Problems.NotFound);
        }

        var attempts = await history.AttemptsAsync(found.Id, cancellationToken);
        return TypedResults.Ok(Describe(found, directory) with { Attempts = [.. attempts.Select(Describe)] });
    }

    /// <summary>A delivery that exists for the caller.</summary>
    internal static async ValueTask<DeliveryView?> FindVisibleAsync(
        string delivery, Visit visit, IHistory history, EndpointDirectory directory, CancellationToken cancellationToken) =>
        DeliveryId.TryParse(delivery, out var id)
            && await history.FindDeliveryAsync(id, cancellationToken) is { } found
            && directory.Find(found.EndpointKey) is { } endpoint && visit.Sees(endpoint.Partner)
                ? found
                : null;

    internal static DeliveryInfo Describe(DeliveryView view, EndpointDirectory directory) => new()
    {
        Id = view.Id.ToString(),
        EventId = view.EventId.ToString(),
        EndpointId = directory.Find(view.EndpointKey)?.Id.ToString()
            ?? throw new InvalidOperationException("A delivery's endpoint is not in the directory, which never forgets one."),
        EventType = view.EventType,
        State = view.State switch
        {
            DeliveryState.Delivered => DeliveryStatus.Delivered,
            DeliveryState.Dead => DeliveryStatus.Dead,
            DeliveryState.Cancelled => DeliveryStatus.Cancelled,
            _ => DeliveryStatus.Pending,
        },
        AttemptCount = view.Attempts,
        DueAt = view.DueAt,
        LastOutcome = view.LastOutcome,
        CreatedAt = view.CreatedAt,
        ChangedAt = view.ChangedAt,
    };

    private static AttemptInfo Describe(AttemptView view) => new()
    {
        Id = view.Id.ToString(),
        Number = view.Number,
        StartedAt = view.StartedAt,
        TookMs = view.Took.TotalMilliseconds,
        Outcome = view.Outcome,
        Status = view.Status,
        Ambiguous = view.Ambiguous,
        AnswerHead = AnswerText.Show(view.AnswerHead.Span),
    };
}
