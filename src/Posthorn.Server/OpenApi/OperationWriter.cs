using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Problems;
using Posthorn.Server.Access;
using Posthorn.Server.Http;

namespace Posthorn.Server.OpenApi;

/// <summary>A route's own metadata → its operation in the document.</summary>
internal static class OperationWriter
{
    public static JsonObject Write(RouteEndpoint route, SchemaCatalog schemas)
    {
        var access = route.Metadata.GetRequiredMetadata<AccessMark>().Rule;
        var operation = new JsonObject
        {
            ["operationId"] = route.Metadata.GetRequiredMetadata<IEndpointNameMetadata>().EndpointName,
            ["summary"] = route.Metadata.GetRequiredMetadata<IEndpointSummaryMetadata>().Summary,
            ["description"] = "May be called by " + Who(access) + ".",
            ["tags"] = new JsonArray([.. route.Metadata.GetRequiredMetadata<ITagsMetadata>().Tags.Select(static tag => JsonValue.Create(tag))]),
            ["parameters"] = Parameters(route),
        };
        if (route.Metadata.GetMetadata<BodyType>() is { Type: var body })
        {
            operation["requestBody"] = new JsonObject { ["required"] = true, ["content"] = Content("application/json", body, schemas, RequestExamples.Of(body)) };
        }

        operation["responses"] = Responses(route, access, schemas);
        if (access == AccessRule.Open)
        {
            operation["security"] = new JsonArray();
        }

        return operation;
    }

    private static JsonArray Parameters(RouteEndpoint route) =>
    [
        .. route.RoutePattern.Parameters.Select(static one => (JsonNode)new JsonObject
        {
            ["name"] = one.Name, ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" }, ["description"] = $"The id of the {one.Name}.",
        }),
        .. route.Metadata.GetOrderedMetadata<QueryParameter>().Select(static one => (JsonNode)new JsonObject
        {
            ["name"] = one.Name, ["in"] = one.In, ["schema"] = new JsonObject { ["type"] = one.Type }, ["description"] = one.Description,
        }),
    ];

    private static JsonObject Responses(RouteEndpoint route, AccessRule access, SchemaCatalog schemas)
    {
        var responses = new JsonObject();
        foreach (var answer in route.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Where(static one => one.StatusCode != 0))
        {
            var response = new JsonObject { ["description"] = Meaning(answer.StatusCode) };
            if (answer.Type is { } type && type != typeof(void))
            {
                response["content"] = Content(answer.ContentTypes.FirstOrDefault() ?? "application/json", type, schemas, example: null);
            }

            responses[answer.StatusCode.ToString(CultureInfo.InvariantCulture)] = response;
        }

        if (access == AccessRule.OwnPartner)
        {
            responses["default"] = new JsonObject { ["description"] = "Refused, in the words of the vendor's API." };
        }
        else if (access != AccessRule.Open)
        {
            responses["default"] = new JsonObject
            {
                ["description"] = "Refused: `code` says why, and docs/errors.md what to do.",
                ["content"] = Content(Problem.MediaType, typeof(Problem), schemas, example: null),
            };
        }

        return responses;
    }

    private static JsonObject Content(string mediaType, Type type, SchemaCatalog schemas, JsonNode? example)
    {
        var content = new JsonObject { ["schema"] = type == typeof(string) ? new JsonObject { ["type"] = "string" } : schemas.Refer(type) };
        if (example is not null)
        {
            content["example"] = example;
        }

        return new() { [mediaType] = content };
    }

    private static string Who(AccessRule access) => access switch
    {
        AccessRule.Publisher => "the operator and by publishers of the partner",
        AccessRule.Partner => "the operator and by the partner itself",
        AccessRule.SelfService => "the operator, and by the partner itself where it has self service",
        AccessRule.OwnPartner => "the partner itself, with its key as a bearer or where the vendor's clients put theirs (`sdp_suki_token`, `X-API-KEY`)",
        AccessRule.Open => "anybody, without a key",
        _ => "the operator",
    };

    private static string Meaning(int status) => status switch
    {
        201 => "Made.",
        202 => "Stored, and under way.",
        204 => "Done; there is nothing to say.",
        503 => "Not now.",
        _ => "Done.",
    };
}
