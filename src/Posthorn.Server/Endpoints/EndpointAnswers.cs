using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Posthorn.Api.Endpoints;
using Posthorn.Delivery.Endpoints;
using Posthorn.Server.Http;

namespace Posthorn.Server.Endpoints;

/// <summary>What a caller is told of a change of an endpoint.</summary>
internal static class EndpointAnswers
{
    public static Results<Ok<EndpointInfo>, ProblemAnswer> Of(EndpointRegistryResult result) =>
        result is EndpointRegistryResult.Changed { Endpoint: var changed } ? TypedResults.Ok(EndpointWords.Describe(changed)) : Refusal(result);

    public static ProblemAnswer Refusal(EndpointRegistryResult result) => new(result switch
    {
        EndpointRegistryResult.Refused { Problems: var problems } => Problems.Of(problems),
        EndpointRegistryResult.Conflict conflict => Problems.Of(conflict.Code, conflict.Message),
        EndpointRegistryResult.Gone => Problems.NotFound,
        _ => throw new UnreachableException(),
    });
}
