using System.Text;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Receiver.Tests.Running;

/// <summary>A vendor: signs bodies and posts them, all on one connection unless several are under way.</summary>
internal sealed class Sender(HttpClient http, Profile profile, string path, string secret)
{
    public const string Suki = "test-partner-secret-of-suki";
    public const string Sully = "whsec_dGVzdC1zZWNyZXQtMDEyMzQ1Njc4OQ==";
    public const string Standard = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public static string Session(string id, string status = "success", string more = "") =>
        $$"""{"status":"{{status}}","session_id":"{{id}}","encounter_id":"enc_1"{{more}}}""";

    public static string Note(string id, long complete = 1706123459123, string markdown = "## Test") => string.Concat(
        $$"""{"type":"note_generation.succeeded","data":{"id":"{{id}}","status":"completed","payload":{"markdown":"{{markdown}}"}""",
        $$""","timestamp":{"start":1,"complete":{{complete}}""",
        "}}}");

    public Task<HttpResponseMessage> PostAsync(string body, DateTimeOffset? at = null, string id = "msg_1", Action<HttpRequestMessage>? change = null) =>
        PostAsync(Encoding.UTF8.GetBytes(body), at, id, change);

    public async Task<HttpResponseMessage> PostAsync(byte[] body, DateTimeOffset? at = null, string id = "msg_1", Action<HttpRequestMessage>? change = null)
    {
        using var request = Sign(body, at, id);
        change?.Invoke(request);
        return await http.SendAsync(request);
    }

    /// <summary>Posts and tells the status alone.</summary>
    public async Task<int> StatusAsync(string body, DateTimeOffset? at = null, string id = "msg_1", Action<HttpRequestMessage>? change = null)
    {
        using var response = await PostAsync(body, at, id, change);
        return (int)response.StatusCode;
    }

    public HttpRequestMessage Sign(byte[] body, DateTimeOffset? at = null, string id = "msg_1")
    {
        profile.Scheme.TryCreateKey(secret, out var key, out _).ShouldBeTrue();
        var signed = profile.Scheme.Sign(id, at ?? TimeProvider.System.GetUtcNow(), body, [key]);
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        for (var i = 0; i < signed.Count; i++)
        {
            request.Headers.TryAddWithoutValidation(signed[i].Key, signed[i].Value).ShouldBeTrue();
        }

        return request;
    }

    public Sender With(string otherSecret) => new(http, profile, path, otherSecret);
}
