using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Posthorn.Bench.Floors;

/// <summary>The calls with which a server is set up before a measurement, so that the durable floor is driven as Posthorn is.</summary>
internal sealed class FloorSetup
{
    private const string Partners = "/v1/partners";

    private readonly Lock _gate = new();
    private volatile FloorEndpoint[] _endpoints = [];
    private int _partners;

    public FloorEndpoint this[int endpoint] => _endpoints[endpoint];

    /// <summary>The endpoint of the partner in the path that takes the type in the body.</summary>
    public int Match(ReadOnlySpan<char> path, ReadOnlySpan<byte> body)
    {
        var endpoints = _endpoints;
        for (var index = 0; index < endpoints.Length; index++)
        {
            if (path[(Partners.Length + 1)..].StartsWith(endpoints[index].Partner, StringComparison.Ordinal)
                && body.IndexOf(endpoints[index].TypeMark) >= 0)
            {
                return index;
            }
        }

        throw new InvalidOperationException("The floor stores no event that nobody takes.");
    }

    public async Task HandleAsync(IFeatureCollection features, string path)
    {
        using var body = new MemoryStream();
        await features.GetRequiredFeature<IHttpRequestFeature>().Body.CopyToAsync(body);
        var (status, answer) = path switch
        {
            "/health/ready" => (200, """{"status":"ready"}"""),
            Partners => (201, $$"""{"id":"ptn_{{Interlocked.Increment(ref _partners):D4}}"}"""),
            _ when path.EndsWith("/keys", StringComparison.Ordinal) => (201, """{"id":"key_0","key":"floor"}"""),
            _ when path.EndsWith("/endpoints", StringComparison.Ordinal) => (201, AddEndpoint(path.Split('/')[3], body.ToArray())),
            _ => (404, "{}"),
        };
        await AnswerAsync(features, status, Encoding.UTF8.GetBytes(answer));
    }

    public static async ValueTask AnswerAsync(IFeatureCollection features, int status, ReadOnlyMemory<byte> body)
    {
        var response = features.GetRequiredFeature<IHttpResponseFeature>();
        response.StatusCode = status;
        response.Headers.ContentType = "application/json";
        response.Headers.ContentLength = body.Length;
        _ = await features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.WriteAsync(body);
    }

    private string AddEndpoint(string partner, byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var url = new Uri(json.RootElement.GetProperty("url").GetString()!);
        var type = json.RootElement.GetProperty("event_types")[0].GetString();
        lock (_gate)
        {
            var index = _endpoints.Length;
            var secret = string.Create(CultureInfo.InvariantCulture, $"whsec_floor{index:D24}");
            var typeMark = Encoding.ASCII.GetBytes($"\"type\":\"{type}\"");
            _endpoints = [.. _endpoints, new(partner, typeMark, url, Encoding.ASCII.GetBytes(secret))];
            return $$"""{"id":"{{index}}","secret":"{{secret}}"}""";
        }
    }
}
