using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Endpoints;
using Posthorn.Api.Events;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Server.Access;
using Posthorn.Server.Events;
using Posthorn.Server.Http;
using Posthorn.Server.OpenApi;

namespace Posthorn.Server.Endpoints;

/// <summary>Switching endpoints on and off, and trying them out.</summary>
internal static class EndpointStateRoutes
{
    private const string One = "/v1/partners/{partner}/endpoints/{endpoint}";
    private const string AllowSecondSuki = "allow_second_suki";

    private static readonly Dictionary<string, bool> YesOrNo = new() { ["true"] = true, ["false"] = false };

    public static void MapEndpointStates(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(One + "/enable", EnableAsync)
            .AllowTo(AccessRule.SelfService)
            .WithName("enableEndpoint").WithSummary("Lets an endpoint take deliveries again; what waits is sent.")
            .Reads(AllowSecondSuki, "boolean", "Whether it may be a second active endpoint of the suki profile.");
        routes.MapPost(One + "/disable", DisableAsync)
            .AllowTo(AccessRule.SelfService)
            .WithName("disableEndpoint").WithSummary("Stops deliveries to an endpoint. What waits stays.");
        routes.MapPost(One + "/test", TestAsync)
            .AllowTo(AccessRule.SelfService)
            .WithName("testEndpoint").WithSummary("Sends an example of the profile's notifications to this endpoint alone.");
    }

    internal static async Task<Results<Ok<EndpointInfo>, ProblemAnswer>> EnableAsync(
        string endpoint, Visit visit, HttpRequest request, EndpointDirectory directory, EndpointRegistry endpoints)
    {
        var query = new QueryReader(request, AllowSecondSuki);
        var allow = query.OneOf(AllowSecondSuki, YesOrNo) ?? false;
        if (query.Problem is { } problem)
        {
            return new ProblemAnswer(problem);
        }

        return visit.FindEndpoint(directory, endpoint) is { } found
            ? EndpointAnswers.Of(await endpoints.EnableAsync(found.Id, allow))
            : new ProblemAnswer(Problems.NotFound);
    }

    internal static async Task<Results<Ok<EndpointInfo>, ProblemAnswer>> DisableAsync(
        string endpoint, Visit visit, EndpointDirectory directory, EndpointRegistry endpoints) =>
        visit.FindEndpoint(directory, endpoint) is { } found
            ? EndpointAnswers.Of(await endpoints.DisableAsync(found.Id))
            : new ProblemAnswer(Problems.NotFound);

    internal static async Task<Results<Accepted<EventReceipt>, ProblemAnswer>> TestAsync(
        string endpoint, Visit visit, EndpointDirectory directory, EventIntake intake)
    {
        if (visit.FindEndpoint(directory, endpoint) is not { } found)
        {
            return new ProblemAnswer(Problems.NotFound);
        }

        if (found.Status != EndpointStatus.Enabled)
        {
            return new ProblemAnswer(Problems.Of(ProblemCodes.EndpointDisabled));
        }

        var type = SampleData.TypeFor(found.Profile, found.Settings.EventTypes);
        var result = await intake.AcceptAsync(visit.Partner, new(type, Subject: null, SampleData.Of(type), OccurredAt: null, OnlyTo: found.Id));
        if (result is not IntakeResult.Accepted { Event: var stored })
        {
            var (problem, retryAfter) = EventAnswers.Of(result);
            return new ProblemAnswer(problem, retryAfter);
        }

        return TypedResults.Accepted($"/v1/events/{stored.Id}", EventWords.Describe(stored));
    }
}
