using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Problems;
using Posthorn.Api.Replays;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Access;
using Posthorn.Server.Deliveries;
using Posthorn.Server.Http;
using Endpoint = Posthorn.Delivery.Endpoints.Endpoint;

namespace Posthorn.Server.Replays;

/// <summary>Sending again, by a person: one delivery now, or a range of an endpoint's events as a job.</summary>
internal static class ReplayRoutes
{
    public static void MapReplays(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/deliveries/{delivery}/replay", ReplayDeliveryAsync)
            .AllowTo(AccessRule.Partner)
            .WithName("replayDelivery").WithSummary("Sends one delivery again, now, with its schedule begun afresh.");
        routes.MapPost("/v1/partners/{partner}/endpoints/{endpoint}/replay", StartAsync)
            .AllowTo(AccessRule.Partner)
            .WithName("replayEndpoint").WithSummary("Sends a range of an endpoint's events again, as a job that survives restarts.");
        routes.MapGet("/v1/replays/{replay}", FindAsync)
            .AllowTo(AccessRule.Partner)
            .WithName("getReplay").WithSummary("Tells how far a replay is.");
        routes.MapPost("/v1/replays/{replay}/cancel", CancelAsync)
            .AllowTo(AccessRule.Partner)
            .WithName("cancelReplay").WithSummary("Stops a replay. What it made due by then is sent.");
    }

    internal static async Task<Results<Accepted<DeliveryReplay>, ProblemAnswer>> ReplayDeliveryAsync(
        string delivery, Visit visit, IHistory history, IReplayStore store, LaneSet lanes, EndpointDirectory directory, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (await DeliveryRoutes.FindVisibleAsync(delivery, visit, history, directory, cancellationToken) is not { } found)
        {
            return new ProblemAnswer(Problems.NotFound);
        }

        if (directory.Find(found.EndpointKey) is { Status: EndpointStatus.Disabled })
        {
            return new ProblemAnswer(Problems.Of(ProblemCodes.EndpointDisabled));
        }

        var outcome = await store.ReplayAsync(found.Id, clock.GetUtcNow());
        if (outcome == ReplayOutcome.Due)
        {
            lanes.Wake(found.EndpointKey);
        }

        return outcome switch
        {
            ReplayOutcome.Due or ReplayOutcome.InFlight =>
                TypedResults.Accepted($"/v1/deliveries/{found.Id}", new DeliveryReplay { DeliveryId = found.Id.ToString(), InFlight = outcome == ReplayOutcome.InFlight }),
            ReplayOutcome.EndpointGone => new ProblemAnswer(Problems.Of(ProblemCodes.EndpointGone)),
            _ => new ProblemAnswer(Problems.NotFound),
        };
    }

    internal static async Task<Results<Accepted<ReplayInfo>, ProblemAnswer>> StartAsync(
        string endpoint, Visit visit, Body<ReplayRange> body, EndpointDirectory directory, ReplayRunner runner)
    {
        if (visit.FindEndpoint(directory, endpoint) is not { } found)
        {
            return new ProblemAnswer(Problems.NotFound);
        }

        var range = body.Value;
        if (range.States.Count == 0)
        {
            return new ProblemAnswer(Problems.At("/states", ProblemCodes.InvalidValue, "\"states\" must name at least one of dead, delivered, cancelled, missed."));
        }

        if (range.Until is { } until && until <= range.Since)
        {
            return new ProblemAnswer(Problems.At("/until", ProblemCodes.InvalidTime, "\"until\" must be later than \"since\"."));
        }

        var states = range.States.Aggregate(ReplayStates.None, static (all, one) => all | ReplayWords.ToStored(one));
        var job = await runner.StartAsync(found.Key, range.Since, range.Until, states);
        return TypedResults.Accepted($"/v1/replays/{job.Id}", ReplayWords.Describe(job, found));
    }

    internal static async Task<Results<Ok<ReplayInfo>, ProblemAnswer>> FindAsync(
        string replay, Visit visit, EndpointDirectory directory, ReplayRunner runner, CancellationToken cancellationToken) =>
        await FindVisibleAsync(replay, visit, directory, runner, cancellationToken) is { } found
            ? TypedResults.Ok(ReplayWords.Describe(found.Job, found.Endpoint))
            : new ProblemAnswer(Problems.NotFound);

    internal static async Task<Results<Accepted<ReplayInfo>, ProblemAnswer>> CancelAsync(
        string replay, Visit visit, EndpointDirectory directory, ReplayRunner runner, CancellationToken cancellationToken)
    {
        if (await FindVisibleAsync(replay, visit, directory, runner, cancellationToken) is not { } found)
        {
            return new ProblemAnswer(Problems.NotFound);
        }

        if (!await runner.CancelAsync(found.Job.Id))
        {
            return new ProblemAnswer(Problems.Of(ProblemCodes.ReplayEnded));
        }

        var job = await runner.FindAsync(found.Job.Id, cancellationToken) ?? found.Job;
        return TypedResults.Accepted($"/v1/replays/{job.Id}", ReplayWords.Describe(job, found.Endpoint));
    }

    private static async ValueTask<(ReplayJob Job, Endpoint Endpoint)?> FindVisibleAsync(
        string replay, Visit visit, EndpointDirectory directory, ReplayRunner runner, CancellationToken cancellationToken) =>
        ReplayJobId.TryParse(replay, out var id)
            && await runner.FindAsync(id, cancellationToken) is { } job
            && directory.Find(job.EndpointKey) is { } endpoint && visit.Sees(endpoint.Partner)
                ? (job, endpoint)
                : null;
}
