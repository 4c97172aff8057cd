using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api;
using Posthorn.Api.Health;
using Posthorn.Server.Access;

namespace Posthorn.Server.Health;

/// <summary>For those who start and stop servers: whether this one is alive, and whether it can do its work.</summary>
internal static class HealthRoutes
{
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", Live)
            .AllowTo(AccessRule.Open)
            .WithName("readLiveness").WithSummary("Answers while the process does. Restart it when this does not.");
        routes.MapGet("/health/ready", ReadyAsync)
            .AllowTo(AccessRule.Open)
            .WithName("readReadiness").WithSummary("Tells whether events would be stored and delivered. Send no traffic while this says no.")
            .Produces<HealthReport>()
            .Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);
    }

    internal static Ok<HealthReport> Live() => TypedResults.Ok(new HealthReport { Status = HealthProbe.Ok, Checks = new Dictionary<string, string>() });

    internal static async Task<JsonHttpResult<HealthReport>> ReadyAsync(HealthProbe probe, CancellationToken cancellationToken)
    {
        var report = await probe.CheckAsync(cancellationToken);
        return TypedResults.Json(
            report, PosthornJson.Default.HealthReport, statusCode: report.Status == HealthProbe.Ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
