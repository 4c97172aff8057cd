using Posthorn.Api.Json;
using Posthorn.Api.Partners;
using Posthorn.Api.Replays;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Access;

/// <summary>A partner with one of everything, by the names that routes have for it.</summary>
internal sealed record Tenant(PartnerInfo Partner, IReadOnlyDictionary<string, string> Ids)
{
    /// <summary>Well-formed ids of things that never were.</summary>
    public static IReadOnlyDictionary<string, string> Unknown { get; } = new Dictionary<string, string>
    {
        ["partner"] = "ptn_nobody",
        ["key"] = "key_00000000000070008000000000000000",
        ["endpoint"] = "ep_00000000000070008000000000000000",
        ["event"] = "evt_00000000000070008000000000000000",
        ["delivery"] = "dlv_00000000000070008000000000000000",
        ["replay"] = "rpl_00000000000070008000000000000000",
    };

    /// <summary>Bodies that each route would take.</summary>
    public static IReadOnlyDictionary<string, string> Bodies { get; } = new Dictionary<string, string>
    {
        ["POST /v1/partners"] = """{"name":"Another"}""",
        ["POST /v1/partners/{partner}/keys"] = """{"scope":"publisher"}""",
        ["POST /v1/partners/{partner}/endpoints"] = """{"url":"http://127.0.0.1:9/more","profile":"standard"}""",
        ["PATCH /v1/partners/{partner}/endpoints/{endpoint}"] = """{"max_concurrency":3}""",
        ["POST /v1/partners/{partner}/endpoints/{endpoint}/rotate-secret"] = """{"overlap_hours":1}""",
        ["POST /v1/partners/{partner}/endpoints/{endpoint}/replay"] = """{"since":"2026-01-01T00:00:00Z","states":["dead"]}""",
        ["POST /v1/partners/{partner}/events"] = """{"type":"a","data":{}}""",
        ["POST /v1/events/batch"] = """{"events":[]}""",
    };

    public static async Task<Tenant> CreateAsync(RunningServer server, bool selfService)
    {
        var api = server.Operator;
        var partner = await server.NewPartnerAsync(selfService);
        var key = await api.CreateKeyAsync(partner.Id, KeyScope.Publisher, CancellationToken.None);
        var endpoint = await api.CreateEndpointAsync(partner.Id, new() { Url = "http://127.0.0.1:9/hook", Profile = "standard" }, CancellationToken.None);
        var receipt = await api.PublishAsync(partner.Id, new() { Type = "a", Data = RawJson.Parse("{}") }, null, CancellationToken.None);
        var replay = await api.ReplayEndpointAsync(
            partner.Id, endpoint.Id, new() { Since = DateTimeOffset.UnixEpoch, States = [ReplayState.Cancelled] }, CancellationToken.None);

        return new(partner, new Dictionary<string, string>
        {
            ["partner"] = partner.Id,
            ["key"] = key.Id,
            ["endpoint"] = endpoint.Id,
            ["event"] = receipt.Id,
            ["delivery"] = receipt.Deliveries[0].Id,
            ["replay"] = replay.Id,
        });
    }

    /// <summary>A request for a route, with ids in the place of its parameters.</summary>
    public static HttpRequestMessage Request(string route, IReadOnlyDictionary<string, string> ids)
    {
        var (method, path) = (route.Split(' ')[0], route.Split(' ')[1]);
        foreach (var (name, id) in ids)
        {
            path = path.Replace("{" + name + "}", id, StringComparison.Ordinal);
        }

        var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        request.Content = Bodies.TryGetValue(route, out var body) ? Call.Json(body) : null;
        return request;
    }
}
