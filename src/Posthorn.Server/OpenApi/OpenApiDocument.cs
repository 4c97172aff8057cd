using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;

namespace Posthorn.Server.OpenApi;

/// <summary>The routes as they are → the document that describes them.</summary>
internal static class OpenApiDocument
{
    public static JsonObject Write(IEnumerable<RouteEndpoint> routes)
    {
        var schemas = new SchemaCatalog(ApiDescriptions.Load());
        var paths = Paths(routes, schemas);

        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Posthorn",
                ["version"] = "1",
                ["summary"] = "Carries the news that a clinical-AI job has ended.",
                ["license"] = new JsonObject { ["name"] = "Apache 2.0", ["identifier"] = "Apache-2.0" },
            },
            ["security"] = new JsonArray(new JsonObject { ["key"] = new JsonArray() }),
            ["paths"] = paths,
            ["webhooks"] = WebhookWriter.Write(),
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A key of one of the scopes operator, publisher, partner." },
                },
                ["schemas"] = schemas.ToJson(),
            },
        };
    }

    private static JsonObject Paths(IEnumerable<RouteEndpoint> routes, SchemaCatalog schemas)
    {
        var paths = new JsonObject();
        foreach (var route in routes.OrderBy(static one => one.RoutePattern.RawText, StringComparer.Ordinal))
        {
            var path = route.RoutePattern.RawText!;
            var item = paths[path] as JsonObject ?? [];
            paths[path] = item;
            foreach (var method in route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods)
            {
                item[method.ToLowerInvariant()] = OperationWriter.Write(route, schemas);
            }
        }

        return paths;
    }
}
