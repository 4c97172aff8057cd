using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Access;

/// <summary>The routes that a running server really has, each as <c>METHOD /pattern</c>.</summary>
internal static class Routes
{
    public static IReadOnlyList<string> Of(RunningServer server) =>
    [
        .. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(static route => route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods, static (route, method) => $"{method} {route.RoutePattern.RawText}")
            .Order(StringComparer.Ordinal),
    ];
}
