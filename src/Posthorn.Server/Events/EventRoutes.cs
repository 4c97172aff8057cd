using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;
using Posthorn.Api.Events;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Intake;
using Posthorn.Hosting;
using Posthorn.Server.Access;
using Posthorn.Server.Http;
using Posthorn.Server.OpenApi;

namespace Posthorn.Server.Events;

/// <summary>Publishing a single event: the path that everything else is measured by, so it is written against the pipes.</summary>
internal sealed class EventRoutes(EventIntake intake, BodyBudget budget, ServerOptions options, TimeProvider clock)
{
    private const string IdempotencyKey = "Idempotency-Key";

    private static readonly StringValues True = "true";

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1/partners/{partner}/events", PublishAsync)
            .AllowTo(AccessRule.Publisher)
            .WithName("publishEvent").WithSummary("Publishes an event. 202 means that it is on disk, not that it was sent.")
            .ReadsHeader("Idempotency-Key", "1 to 255 visible ASCII characters that name this event. The same key and content again give the same answer, and the event happens once.")
            .WithMetadata(
                new BodyType(typeof(PublishEvent)),
                new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(EventReceipt), ["application/json"]),
                new ProducesResponseTypeMetadata(0, typeof(Problem), [Problem.MediaType]));

    // 202: the event is durable, nothing may have been sent yet. The same key and content again answer as they did the first time.
    internal Task PublishAsync(HttpContext context)
    {
        var limit = options.PayloadLimit + EventLimits.Envelope;
        if (RequestBytes.CheckHeaders(context.Request, limit) is { } refused)
        {
            return ProblemAnswer.WriteAsync(context, refused);
        }

        if (!TryReadKey(context.Request, out var key))
        {
            return ProblemAnswer.WriteAsync(context, Problems.Of(ProblemCodes.InvalidIdempotencyKey, IdempotencyKeys.Rule));
        }

        var weight = context.Request.ContentLength ?? limit;
        return budget.TryTake(weight) ? AcceptAsync(context, key, limit, weight) : EventAnswers.WriteBusyAsync(context);
    }

    private async Task AcceptAsync(HttpContext context, string? key, long limit, long weight)
    {
        try
        {
            if (await RequestBytes.ReadAsync(context.Request, limit) is not { } utf8)
            {
                await ProblemAnswer.WriteAsync(context, RequestBytes.TooLarge(limit));
            }
            else if (Read(utf8, out var draft) is { } problem)
            {
                await ProblemAnswer.WriteAsync(context, problem);
            }
            else
            {
                await AnswerAsync(context, await intake.AcceptAsync(Visit.Of(context).Partner, draft.ToNewEvent(key)));
            }
        }
        finally
        {
            budget.Give(weight);
        }
    }

    private Problem? Read(ReadOnlyMemory<byte> utf8, out EventDraft draft)
    {
        draft = default;
        if (JsonGate.Check(utf8.Span) is { } unsound)
        {
            return unsound;
        }

        var reader = new Utf8JsonReader(utf8.Span);
        _ = reader.Read();
        return new EventReader(options.PayloadLimit, clock.GetUtcNow(), InBatch: false).Read(utf8, ref reader, out draft);
    }

    private static bool TryReadKey(HttpRequest request, out string? key)
    {
        key = null;
        if (!request.Headers.TryGetValue(IdempotencyKey, out var values))
        {
            return true;
        }

        key = values.Count == 1 ? values[0] : null;
        return key is not null && IdempotencyKeys.IsValid(key);
    }

    private static Task AnswerAsync(HttpContext context, IntakeResult result)
    {
        if (result is not IntakeResult.Accepted accepted)
        {
            return EventAnswers.WriteRefusalAsync(context, result);
        }

        var response = context.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.ContentType = "application/json";
        response.ContentLength = ReceiptWriter.LengthOf(accepted.Event);
        if (accepted.Replayed)
        {
            response.Headers["Idempotency-Replayed"] = True;
        }

        ReceiptWriter.Write(accepted.Event, response.BodyWriter);
        return Task.CompletedTask;
    }
}
