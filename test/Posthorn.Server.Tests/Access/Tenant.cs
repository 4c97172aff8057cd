using Posthorn.Api;
using Posthorn.Api.Json;
using Posthorn.Api.Partners;
using Posthorn.Api.Replays;
using Posthorn.Api.Sessions;
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
        ["session"] = "ses_none",
        ["encounter"] = "enc_none",
        ["form"] = "frm_none",
        ["note"] = "note_none",
        ["transcription"] = "tr_none",
        ["coding"] = "cod_none",
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
        ["PUT /v1/partners/{partner}/sessions/{session}"] = """{"kind":"ambient"}""",
        ["PUT /v1/partners/{partner}/sessions/{session}/documents"] = """{"content":{"summary":[]}}""",
        ["POST /v1/partners/{partner}/sessions/{session}/transitions"] = """{"to":"running","reopen":true}""",
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

        var name = partner.Id[^8..];
        await EndAsync(api, partner.Id, "ses_" + name, new() { Kind = SessionKind.Ambient });
        await EndAsync(api, partner.Id, "frm_" + name, new() { Kind = SessionKind.FormFilling });
        await EndAsync(api, partner.Id, "note_" + name, new() { Kind = SessionKind.Note });
        await EndAsync(api, partner.Id, "tr_" + name, new() { Kind = SessionKind.Transcription });
        await EndAsync(api, partner.Id, "cod_" + name, new() { Kind = SessionKind.Coding });
        return new(partner, new Dictionary<string, string>
        {
            ["session"] = "ses_" + name,
            ["encounter"] = "ses_" + name,
            ["form"] = "frm_" + name,
            ["note"] = "note_" + name,
            ["transcription"] = "tr_" + name,
            ["coding"] = "cod_" + name,
            ["partner"] = partner.Id,
            ["key"] = key.Id,
            ["endpoint"] = endpoint.Id,
            ["event"] = receipt.Id,
            ["delivery"] = receipt.Deliveries[0].Id,
            ["replay"] = replay.Id,
        });
    }

    /// <summary>Whether a route's refusals are in a vendor's words.</summary>
    public static bool IsVendors(string route) => !route.Contains(" /v1/", StringComparison.Ordinal)
        || route.Contains("/notes/", StringComparison.Ordinal) || route.Contains("/audio/", StringComparison.Ordinal) || route.Contains("/codings/", StringComparison.Ordinal);

    private static async Task EndAsync(PosthornClient api, string partner, string id, PutSession session)
    {
        var empty = RawJson.Parse("""{"summary":[]}""");
        _ = await api.PutSessionAsync(partner, id, session, CancellationToken.None);
        _ = await api.TurnSessionAsync(partner, id, new() { To = SessionState.Running }, CancellationToken.None);
        var results = new SessionDocuments { Content = empty, Transcript = empty, StructuredData = empty, Result = empty };
        _ = await api.TurnSessionAsync(partner, id, new() { To = SessionState.Completed, Documents = results }, CancellationToken.None);
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
