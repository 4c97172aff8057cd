using System.Text.Json;
using System.Text.Json.Nodes;
using Posthorn.Api;
using Posthorn.Server.Tests.Access;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.OpenApi;

public sealed class OpenApiTests(RunningServer server)
{
    [Fact]
    public async Task The_description_names_every_route_and_no_other()
    {
        var document = await ReadAsync();

        var described = document["paths"]!.AsObject()
            .SelectMany(static path => path.Value!.AsObject(), static (path, method) => $"{method.Key.ToUpperInvariant()} {path.Key}");

        described.Order(StringComparer.Ordinal).ShouldBe(Routes.Of(server));
    }

    [Fact]
    public async Task Every_reference_leads_to_a_schema_and_every_schema_is_referred_to()
    {
        var document = await ReadAsync();

        var references = All(document).Where(static one => one.Key == "$ref").Select(static one => one.Value!.GetValue<string>()).ToHashSet();

        references.ShouldAllBe(static one => one.StartsWith("#/components/schemas/", StringComparison.Ordinal));
        document["components"]!["schemas"]!.AsObject().Select(static one => "#/components/schemas/" + one.Key).ShouldBe(references, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_property_is_described()
    {
        var document = await ReadAsync();

        var undescribed = document["components"]!["schemas"]!.AsObject()
            .SelectMany(static schema => schema.Value!["properties"]?.AsObject() ?? [], static (schema, property) => (Name: $"{schema.Key}.{property.Key}", property.Value))
            .Where(static property => property.Value!["description"] is null)
            .Select(static property => property.Name);

        undescribed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own_and_every_body_an_example_that_is_taken()
    {
        var document = await ReadAsync();
        var operations = document["paths"]!.AsObject().SelectMany(static path => path.Value!.AsObject()).Select(static method => method.Value!).ToList();

        operations.Select(static one => one["operationId"]!.GetValue<string>()).ShouldBeUnique();
        foreach (var body in operations.Select(static one => one["requestBody"]?["content"]?["application/json"]).OfType<JsonNode>())
        {
            var type = body["schema"]!["$ref"]!.GetValue<string>().Split('/')[^1];
            var info = PosthornJson.Default.GetTypeInfo(typeof(PosthornJson).Assembly.GetTypes().Single(one => one.Name == type))!;
            _ = JsonSerializer.Deserialize(body["example"]!.ToJsonString(), info).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task The_notifications_of_every_profile_are_described_with_bodies_that_are_really_sent()
    {
        var webhooks = (await ReadAsync())["webhooks"]!.AsObject();

        webhooks.Select(static one => one.Key).ShouldBe(["suki", "sully", "standard"]);
        foreach (var (_, webhook) in webhooks)
        {
            webhook!["post"]!["responses"]!.AsObject().Select(static one => one.Key).ShouldBe(["200", "400", "401", "500"]);
            webhook["post"]!["requestBody"]!["content"]!["application/json"]!["examples"]!.AsObject().Count.ShouldBeGreaterThan(3);
        }
    }

    [Fact]
    public async Task The_description_is_the_approved_one()
    {
        using var http = server.Http(null);
        var text = await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));

        text.ShouldMatchApproved(static file => file.SubFolder("Approved").NoDiff());
    }

    private async Task<JsonNode> ReadAsync()
    {
        using var http = server.Http(null);
        return JsonNode.Parse(await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> All(JsonNode? node) => node switch
    {
        JsonObject members => members.Concat(members.SelectMany(static one => All(one.Value))),
        JsonArray items => items.SelectMany(All),
        _ => [],
    };
}
