using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Endpoints;
using Posthorn.Delivery.Endpoints;
using Posthorn.Protocol.Profiles;
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
    }

    internal static async Task<Results<Created<EndpointInfo>, ProblemAnswer>> CreateAsync(Visit visit, Body<CreateEndpoint> body, EndpointRegistry endpoints)
    {
        var request = body.Value;
        var profile = Profile.TryGet(request.Profile, out var known) ? known : Profile.Standard;
        var settings = new EndpointSettings(
            request.Url,
            request.Profile,
            request.EventTypes,
            request.Schedule is { } schedule ? EndpointWords.ToText(schedule) : profile.DefaultSchedule,
            TimeSpan.FromSeconds(request.TimeoutSeconds ?? profile.DefaultTimeout.TotalSeconds),
            request.MaxConcurrency ?? EndpointSettings.DefaultMaxConcurrency,
            request.RatePerSecond,
            [.. request.Headers ?? new Dictionary<string, string>()]);
        var (endpoint, secret, problems) = await endpoints.AddAsync(visit.Partner, settings, request.Secret);

        return endpoint is not null
            ? TypedResults.Created($"/v1/partners/{visit.Partner.Id}/endpoints/{endpoint.Id}", EndpointWords.Describe(endpoint) with { Secret = secret })
            : new ProblemAnswer(Problems.Of(problems));
    }

    internal static Ok<EndpointList> List(Visit visit, EndpointDirectory directory) =>
        TypedResults.Ok(new EndpointList { Endpoints = [.. directory.Of(visit.Partner.Key).Select(EndpointWords.Describe)] });

    internal static Results<Ok<EndpointInfo>, ProblemAnswer> Find(string endpoint, Visit visit, EndpointDirectory directory) =>
        visit.FindEndpoint(directory, endpoint) is { } found ? TypedResults.Ok(EndpointWords.Describe(found)) : new ProblemAnswer(Problems.NotFound);
}
