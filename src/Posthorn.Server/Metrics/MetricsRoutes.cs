using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Server.Access;

namespace Posthorn.Server.Metrics;

/// <summary>What a Prometheus server scrapes. Counts and times only: no id of anybody, so no key is asked for.</summary>
internal static class MetricsRoutes
{
    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        // Made now: what is measured before the first scrape counts too.
        _ = routes.ServiceProvider.GetRequiredService<BacklogGauges>();
        _ = routes.ServiceProvider.GetRequiredService<MetricsCollector>();
        routes.MapGet("/metrics", ReadAsync)
            .AllowTo(AccessRule.Open)
            .WithName("readMetrics").WithSummary("Gives the metrics in Prometheus's text format.")
            .Produces<string>(StatusCodes.Status200OK, "text/plain");
    }

    internal static async Task<ContentHttpResult> ReadAsync(MetricsCollector metrics, BacklogGauges backlog, CancellationToken cancellationToken)
    {
        await backlog.RefreshAsync(cancellationToken);
        return TypedResults.Text(PrometheusText.Write(metrics.Collect()), PrometheusText.MediaType);
    }
}
