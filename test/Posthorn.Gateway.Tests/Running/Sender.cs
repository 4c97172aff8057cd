using System.Net;
using System.Text;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Gateway.Tests.Running;

/// <summary>A vendor: signs bodies and posts them.</summary>
internal sealed class Sender(HttpClient http, Profile profile, string path, string secret)
{
    public const string SukiSecret = "test-partner-secret-of-suki";
    public const string StandardSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

    public static string Session(string id, string status = "success") => $$"""{"status":"{{status}}","session_id":"{{id}}","encounter_id":"enc_1"}""";

    public async Task<HttpStatusCode> PostAsync(string body, string id = "msg_1")
    {
        profile.Scheme.TryCreateKey(secret, out var key, out _).ShouldBeTrue();
        var bytes = Encoding.UTF8.GetBytes(body);
        var signed = profile.Scheme.Sign(id, TimeProvider.System.GetUtcNow(), bytes, [key]);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new("application/json");
        for (var i = 0; i < signed.Count; i++)
        {
            request.Headers.TryAddWithoutValidation(signed[i].Key, signed[i].Value).ShouldBeTrue();
        }

        using var response = await http.SendAsync(request);
        return response.StatusCode;
    }
}
