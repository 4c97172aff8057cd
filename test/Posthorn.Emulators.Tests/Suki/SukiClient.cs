using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Posthorn.Emulators.Tests.Running;

namespace Posthorn.Emulators.Tests.Suki;

/// <summary>A partner's client of Suki, written after the vendor's documents and nothing of ours.</summary>
internal sealed class SukiClient(EmulatorBed bed)
{
    public const string Ambient = "/api/v1/ambient/session";
    public const string Forms = "/api/v1/form-filling/session";

    public HttpClient Http => bed.Client;

    public string Token { get; private set; } = "";

    public static async Task<SukiClient> LogInAsync(EmulatorBed bed)
    {
        var client = new SukiClient(bed);
        using var answer = await bed.Client.PostAsJsonAsync("/api/v1/auth/login", new { partner_id = "p-1", partner_token = "a.b.c" });
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        client.Token = (await ReadAsync(answer)).GetProperty("suki_token").GetString()!;
        bed.Client.DefaultRequestHeaders.Remove("sdp_suki_token");
        bed.Client.DefaultRequestHeaders.Add("sdp_suki_token", client.Token);
        return client;
    }

    public async Task<string> CreateAsync(object body, string root = Ambient)
    {
        using var answer = await Http.PostAsJsonAsync($"{root}/create", body);
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await ReadAsync(answer)).GetProperty("ambient_session_id").GetString()!;
    }

    public Task<string> CreateAsync(string encounter) => CreateAsync(new { encounter_id = encounter });

    /// <summary>A session that was made and ended, without any audio.</summary>
    public async Task<string> EndedAsync(string encounter)
    {
        var id = await CreateAsync(encounter);
        (await EndAsync(id)).ShouldBe(HttpStatusCode.OK);
        return id;
    }

    public async Task<HttpStatusCode> EndAsync(string id, string root = Ambient)
    {
        using var answer = await Http.PostAsync($"{root}/{id}/end", content: null);
        return answer.StatusCode;
    }

    public async Task<string> StatusAsync(string id, string root = Ambient) =>
        (await GetAsync($"{root}/{id}/status")).GetProperty("status").GetString()!;

    public Task<string> UntilStatusAsync(string id, string status, string root = Ambient) =>
        EmulatorBed.UntilAsync(() => StatusAsync(id, root), one => one == status);

    public async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        return await ReadAsync(answer);
    }

    /// <summary>The status and the code of an error, which has the documented form.</summary>
    public async Task<(HttpStatusCode Status, int Code)> ErrorAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await Http.SendAsync(request);
        var error = await ReadAsync(answer);
        error.EnumerateObject().Select(static member => member.Name).ShouldBe(["code", "message"]);
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        return (answer.StatusCode, error.GetProperty("code").GetInt32());
    }

    public async Task<SukiStream> StreamAsync(string id, bool likeBrowser = false)
    {
        var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        if (likeBrowser)
        {
            socket.Options.AddSubProtocol("SukiAmbientAuth");
            socket.Options.AddSubProtocol(id);
            socket.Options.AddSubProtocol(Token);
        }
        else
        {
            socket.Options.SetRequestHeader("ambient_session_id", id);
            socket.Options.SetRequestHeader("sdp_suki_token", Token);
        }

        await socket.ConnectAsync(new UriBuilder(Http.BaseAddress!) { Scheme = "ws", Path = "/ws/stream" }.Uri, CancellationToken.None);
        return new(socket);
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) => JsonElement.Parse(await answer.Content.ReadAsStringAsync());
}
