using System.Text;
using System.Text.Json;
using Posthorn.Cli.Demo;
using Posthorn.EndToEnd.Tests.Demo;
using Posthorn.Protocol.Profiles;

namespace Posthorn.EndToEnd.Tests.Emulated;

/// <summary><c>posthorn emulate</c> in a process of its own, and an integration that calls it as it would call the vendor.</summary>
internal sealed class EmulatedVendor : IAsyncDisposable
{
    private const string SecretVariable = "EMULATED_WEBHOOK_SECRET";

    private readonly ServerProcess _process;
    private readonly Profile _profile;
    private readonly HttpClient _http;

    private EmulatedVendor(ServerProcess process, Profile profile)
    {
        (_process, _profile) = (process, profile);
        _http = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = process.Address };
    }

    public static async Task<EmulatedVendor> StartAsync(Profile profile, Uri notify, string secret, CancellationToken cancellationToken) => new(
        await ServerProcess.StartAsync(
            BuiltProgram.Command,
            ["emulate", profile.Name, "--urls", "http://127.0.0.1:0", "--notify", notify.AbsoluteUri, "--secret-env", SecretVariable, "--time-scale", "100"],
            new Dictionary<string, string>(StringComparer.Ordinal) { [SecretVariable] = secret },
            cancellationToken),
        profile);

    /// <summary>Has one piece of work done.</summary>
    /// <param name="outcome">The word that asks for what becomes of it.</param>
    /// <returns>The id that the notification names.</returns>
    public Task<string> WorkAsync(string outcome, CancellationToken cancellationToken) =>
        _profile == Profile.Suki ? VisitAsync(outcome, cancellationToken) : CodeAsync(outcome, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _process.DisposeAsync();
    }

    private async Task<string> VisitAsync(string outcome, CancellationToken cancellationToken)
    {
        if (!_http.DefaultRequestHeaders.Contains("sdp_suki_token"))
        {
            var login = await PostAsync("/api/v1/auth/login", """{"partner_id":"p","partner_token":"t"}""", cancellationToken);
            _http.DefaultRequestHeaders.Add("sdp_suki_token", login.GetProperty("suki_token").GetString());
        }

        var made = await PostAsync("/api/v1/ambient/session/create", $$"""{"encounter_id":"visit-emulate-{{outcome}}"}""", cancellationToken);
        var session = made.GetProperty("ambient_session_id").GetString()!;
        _ = await PostAsync($"/api/v1/ambient/session/{session}/end", string.Empty, cancellationToken);
        return session;
    }

    private async Task<string> CodeAsync(string outcome, CancellationToken cancellationToken)
    {
        if (!_http.DefaultRequestHeaders.Contains("X-API-KEY"))
        {
            _http.DefaultRequestHeaders.Add("X-API-KEY", "any key");
            _http.DefaultRequestHeaders.Add("X-ACCOUNT-ID", "any account");
        }

        var made = await PostAsync("/v1/codings", $$"""{"text":"cough for a week emulate-{{outcome}}"}""", cancellationToken);
        return made.GetProperty("data").GetProperty("id").GetString()!;
    }

    private async Task<JsonElement> PostAsync(string path, string json, CancellationToken cancellationToken)
    {
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(path, content, cancellationToken);
        answer.IsSuccessStatusCode.ShouldBeTrue($"{path}: {answer.StatusCode}");
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return JsonElement.Parse(text.Length == 0 ? "{}" : text);
    }
}
