using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Posthorn.Bench.Running;

/// <summary>The calls to a server under test that are not load: setting it up, filling it, reading its metrics.</summary>
internal sealed class ServerApi(HttpClient client)
{
    public async Task<string> CreatePartnerAsync(string name, CancellationToken cancellationToken)
        => Text(await PostAsync("/v1/partners", new() { ["name"] = name }, cancellationToken), "id");

    public async Task<string> CreatePublisherKeyAsync(string partner, CancellationToken cancellationToken)
        => Text(await PostAsync($"/v1/partners/{partner}/keys", new() { ["scope"] = "publisher" }, cancellationToken), "key");

    /// <summary>Makes an endpoint of the Sully profile that takes one type, and returns its signing secret.</summary>
    public async Task<string> CreateEndpointAsync(string partner, Uri url, string eventType, CancellationToken cancellationToken)
    {
        var endpoint = new JsonObject
        {
            ["url"] = url.ToString(),
            ["profile"] = "sully",
            ["event_types"] = new JsonArray(eventType),
        };
        return Text(await PostAsync($"/v1/partners/{partner}/endpoints", endpoint, cancellationToken), "secret");
    }

    public async Task PublishAsync(BatchBody batch, CancellationToken cancellationToken)
    {
        using var content = new ByteArrayContent(batch.Bytes);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(new Uri("/v1/events/batch", UriKind.Relative), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new BenchException($"POST /v1/events/batch was answered {(int)response.StatusCode}.");
        }
    }

    public async Task<string> MetricsAsync(CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(new Uri("/metrics", UriKind.Relative), cancellationToken);
        return response.IsSuccessStatusCode ? await response.Content.ReadAsStringAsync(cancellationToken) : "";
    }

    private static string Text(JsonNode answer, string member)
        => answer[member]?.GetValue<string>() ?? throw new BenchException($"An answer of the server has no '{member}'.");

    private async Task<JsonNode> PostAsync(string path, JsonObject body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw new BenchException($"POST {path} was answered {(int)response.StatusCode}.");
        }

        return await JsonNode.ParseAsync(await response.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken)
            ?? throw new BenchException($"POST {path} was answered with an empty body.");
    }
}
