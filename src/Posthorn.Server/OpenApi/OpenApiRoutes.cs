using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Server.Access;

namespace Posthorn.Server.OpenApi;

/// <summary>The description of the API, made of its routes when it is first asked for.</summary>
internal sealed class OpenApiRoutes(EndpointDataSource routes)
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<byte[]> _document = new(() =>
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Indented))
        {
            OpenApiDocument.Write(routes.Endpoints.OfType<RouteEndpoint>()).WriteTo(writer);
        }

        return stream.ToArray();
    });

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/openapi/v1.json", Read)
            .AllowTo(AccessRule.Open)
            .WithName("readOpenApi").WithSummary("Gives this description.")
            .Produces<string>(StatusCodes.Status200OK, "application/json");

    internal static FileContentHttpResult Read(OpenApiRoutes document) => TypedResults.Bytes(document._document.Value, "application/json");
}
