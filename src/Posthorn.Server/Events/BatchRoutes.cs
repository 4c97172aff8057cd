using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api;
using Posthorn.Api.Events;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Partners;
using Posthorn.Hosting;
using Posthorn.Server.Access;
using Posthorn.Server.Http;

namespace Posthorn.Server.Events;

/// <summary>Publishing many events in one commit. Each is judged by itself; one that is refused does not stop the others.</summary>
internal sealed class BatchRoutes(
    EventIntake intake, EndpointDirectory directory, BodyBudget budget, ServerOptions options, TimeProvider clock)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/events/batch", PublishAsync)
            .AllowTo(AccessRule.Publisher)
            .WithName("publishBatch").WithSummary("Publishes up to 1,000 events in one commit, with a result for each.")
            .WithMetadata(
                new BodyType(typeof(PublishBatch)),
                new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(BatchReceipt), ["application/json"]),
                new ProducesResponseTypeMetadata(0, typeof(Problem), [Problem.MediaType]));

    internal async Task PublishAsync(HttpContext context)
    {
        if (RequestBytes.CheckHeaders(context.Request, EventLimits.MostBatchBytes) is { } refused)
        {
            await ProblemAnswer.WriteAsync(context, refused);
            return;
        }

        var weight = context.Request.ContentLength ?? EventLimits.MostBatchBytes;
        if (!budget.TryTake(weight))
        {
            await EventAnswers.WriteBusyAsync(context);
            return;
        }

        try
        {
            await ReadAndAcceptAsync(context);
        }
        finally
        {
            budget.Give(weight);
        }
    }

    private async Task ReadAndAcceptAsync(HttpContext context)
    {
        if (await RequestBytes.ReadAsync(context.Request, EventLimits.MostBatchBytes) is not { } utf8)
        {
            await ProblemAnswer.WriteAsync(context, RequestBytes.TooLarge(EventLimits.MostBatchBytes));
            return;
        }

        var reader = new EventReader(options.PayloadLimit, clock.GetUtcNow(), InBatch: true);
        if (BatchReader.Read(utf8, reader, out var items) is { } problem)
        {
            await ProblemAnswer.WriteAsync(context, problem);
            return;
        }

        await AnswerAsync(context, await AcceptAsync(Visit.Of(context), items));
    }

    private async Task<BatchResult[]> AcceptAsync(Visit visit, List<(EventDraft Draft, Problem? Problem)> items)
    {
        var results = new BatchResult[items.Count];
        var places = new List<int>(items.Count);
        var good = new List<(Partner, NewEvent)>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            var (draft, problem) = items[i];

            // Somebody else's partner is answered as one that is not there.
            var partner = problem is null && directory.FindPartner(draft.PartnerId!) is { } found && visit.Sees(found) ? found : null;
            if (partner is not null)
            {
                places.Add(i);
                good.Add((partner, draft.ToNewEvent(draft.IdempotencyKey)));
            }
            else
            {
                results[i] = new() { Problem = problem ?? Problems.At("/partner_id", ProblemCodes.NotFound, "There is no such partner.") };
            }
        }

        var accepted = good.Count == 0 ? [] : await intake.AcceptAsync(good);
        for (var i = 0; i < accepted.Count; i++)
        {
            results[places[i]] = Result(accepted[i]);
        }

        return results;
    }

    private static BatchResult Result(IntakeResult result) => result is IntakeResult.Accepted { Event: var stored, Replayed: var replayed }
        ? new()
        {
            Id = stored.Id.ToString(),
            Deliveries = EventWords.Describe(stored.Deliveries),
            Replayed = replayed ? true : null,
        }
        : new() { Problem = EventAnswers.Of(result).Problem };

    private static Task AnswerAsync(HttpContext context, BatchResult[] results)
    {
        // Where the store took nothing at all, a status says so to callers who look no further.
        if (results.FirstOrDefault()?.Problem is { Code: ProblemCodes.StoreUnavailable } away && Array.TrueForAll(results, static one => one.Id is null))
        {
            return ProblemAnswer.WriteAsync(context, away, TimeSpan.FromSeconds(5));
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(new() { Results = results }, PosthornJson.Default.BatchReceipt);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
