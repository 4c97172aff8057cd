using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Endpoints;
using Posthorn.Delivery.Endpoints;
using Posthorn.Server.Access;
using Posthorn.Server.Http;

namespace Posthorn.Server.Endpoints;

/// <summary>Endpoints: where a partner is notified.</summary>
internal static class EndpointRoutes
{
    private const string All = "/v1/partners/{partner}/endpoints";
    private const string One = All + "/{endpoint}";

    public static void MapEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPost(All, CreateAsync)
            .AllowTo(AccessRule.SelfService)
            .WithName("createEndpoint").WithSummary("Makes an endpoint. Its secret is in this answer and nowhere else.");
        routes.MapGet(All, List)
            .AllowTo(AccessRule.Partner)
            .WithName("listEndpoints").WithSummary("Lists a partner's endpoints.");
        routes.MapGet(One, Find)
            .AllowTo(AccessRule.Partner)
            .WithName("getEndpoint").WithSummary("Tells an endpoint.");
        routes.MapPatch(One, ChangeAsync)
            .AllowTo(AccessRule.SelfService)
            .WithName("updateEndpoint").WithSummary("Changes an endpoint. What is left out stays; null puts it back to its default.");
        routes.MapDelete(One, DeleteAsync)
            .AllowTo(AccessRule.SelfService)
            .WithName("deleteEndpoint").WithSummary("Deletes an endpoint and cancels what waits for it.");
        routes.MapPost(One + "/rotate-secret", RotateAsync)
            .AllowTo(AccessRule.SelfService)
            .WithName("rotateSecret").WithSummary("Makes a new secret. Those before it sign beside it for a while.");
    }

    internal static async Task<Results<Created<EndpointInfo>, ProblemAnswer>> CreateAsync(Visit visit, Body<CreateEndpoint> body, EndpointRegistry endpoints)
    {
        var request = body.Value;
        var result = await endpoints.CreateAsync(visit.Partner, EndpointWords.ToDraft(request), request.Secret, request.AllowSecondSuki);
        return result is EndpointRegistryResult.WithSecret { Endpoint: var made, Secret: var secret }
            ? TypedResults.Created($"/v1/partners/{visit.Partner.Id}/endpoints/{made.Id}", EndpointWords.Describe(made) with { Secret = secret })
            : EndpointAnswers.Refusal(result);
    }

    internal static Ok<EndpointList> List(Visit visit, EndpointDirectory directory) =>
        TypedResults.Ok(new EndpointList { Endpoints = [.. directory.Of(visit.Partner.Key).Select(EndpointWords.Describe)] });

    internal static Results<Ok<EndpointInfo>, ProblemAnswer> Find(string endpoint, Visit visit, EndpointDirectory directory) =>
        visit.FindEndpoint(directory, endpoint) is { } found ? TypedResults.Ok(EndpointWords.Describe(found)) : new ProblemAnswer(Problems.NotFound);

    internal static async Task<Results<Ok<EndpointInfo>, ProblemAnswer>> ChangeAsync(
        string endpoint, Visit visit, Body<UpdateEndpoint> body, EndpointDirectory directory, EndpointRegistry endpoints)
    {
        if (visit.FindEndpoint(directory, endpoint) is not { } found)
        {
            return new ProblemAnswer(Problems.NotFound);
        }

        return EndpointAnswers.Of(await endpoints.ChangeAsync(found.Id, draft => EndpointWords.Change(draft, body.Value)));
    }

    internal static async Task<Results<NoContent, ProblemAnswer>> DeleteAsync(
        string endpoint, Visit visit, EndpointDirectory directory, EndpointRegistry endpoints)
    {
        if (visit.FindEndpoint(directory, endpoint) is not { } found)
        {
            return new ProblemAnswer(Problems.NotFound);
        }

        var result = await endpoints.DeleteAsync(found.Id);
        return result is EndpointRegistryResult.Changed ? TypedResults.NoContent() : EndpointAnswers.Refusal(result);
    }

    internal static async Task<Results<Ok<RotatedSecret>, ProblemAnswer>> RotateAsync(
        string endpoint, Visit visit, Body<RotateSecret> body, EndpointDirectory directory, EndpointRegistry endpoints)
    {
        if (visit.FindEndpoint(directory, endpoint) is not { } found)
        {
            return new ProblemAnswer(Problems.NotFound);
        }

        var result = await endpoints.RotateAsync(found.Id, body.Value.Secret, body.Value.OverlapHours ?? EndpointRegistry.DefaultOverlapHours);
        return result is EndpointRegistryResult.WithSecret { Endpoint: var rotated, Secret: var secret }
            ? TypedResults.Ok(EndpointWords.Describe(rotated, secret))
            : EndpointAnswers.Refusal(result);
    }
}
