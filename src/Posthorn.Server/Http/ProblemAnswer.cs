using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Posthorn.Api;
using Posthorn.Api.Problems;

namespace Posthorn.Server.Http;

/// <summary>A refusal.</summary>
internal sealed class ProblemAnswer(Problem problem, TimeSpan? retryAfter = null) : IResult, IEndpointMetadataProvider
{
    public Problem Problem => problem;

    public static implicit operator ProblemAnswer(Problem problem) => new(problem);

    /// <summary>Every call may be refused, so its description says so.</summary>
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(0, typeof(Problem), [Problem.MediaType]));

    public static Task WriteAsync(HttpContext context, Problem problem, TimeSpan? retryAfter = null)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, PosthornJson.Default.Problem);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = Problem.MediaType;
        response.ContentLength = body.Length;
        if (retryAfter is { } wait)
        {
            response.Headers.RetryAfter = ((long)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, problem, retryAfter);
}
