using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Running;

namespace Posthorn.Emulators.Tests.Suki;

public sealed class LoginTests(SukiFixture suki) : IClassFixture<SukiFixture>
{
    private static readonly (string Method, string Path)[] GuardedCalls =
    [
        ("POST", "/api/v1/ambient/session/create"),
        ("POST", "/api/v1/ambient/session/s/context"),
        ("PATCH", "/api/v1/ambient/session/s/context"),
        ("POST", "/api/v1/ambient/session/s/end"),
        ("GET", "/api/v1/ambient/session/s/status"),
        ("GET", "/api/v1/ambient/session/s/content"),
        ("GET", "/api/v1/ambient/session/s/transcript"),
        ("GET", "/api/v1/ambient/session/s/structured-data"),
        ("GET", "/api/v1/ambient/encounter/e/content"),
        ("GET", "/api/v1/ambient/encounter/e/structured-data"),
        ("POST", "/api/v1/form-filling/session/create"),
        ("POST", "/api/v1/form-filling/session/s/context"),
        ("PATCH", "/api/v1/form-filling/session/s/context"),
        ("POST", "/api/v1/form-filling/session/s/end"),
        ("GET", "/api/v1/form-filling/session/s/status"),
        ("GET", "/api/v1/form-filling/session/s/structured-data"),
    ];

    [Fact]
    public async Task A_token_is_a_JWT_of_an_hour_that_the_published_key_verifies()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = await SukiClient.LogInAsync(bed);
        var parts = client.Token.Split('.');
        var key = (await client.GetAsync("/api/auth/.well-known/jwks-pub.json")).GetProperty("keys").EnumerateArray().Single();

        (Text(key, "kid"), Text(key, "alg"), Text(key, "use"), Text(key, "kty")).ShouldBe(("sdp-pub", "RS256", "sig", "RSA"));
        var head = Decoded(parts[0]);
        (Text(head, "alg"), Text(head, "kid")).ShouldBe(("RS256", "sdp-pub"));
        var claims = Decoded(parts[1]);
        (claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64()).ShouldBe(3600);
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(Text(key, "n")),
            Exponent = Base64Url.DecodeFromChars(Text(key, "e")),
        });
        rsa.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
    }

    [Theory]
    [InlineData("/api/v1/auth/login", """{"partner_token":"t"}""")]
    [InlineData("/api/v1/auth/login", """{"partner_id":"p"}""")]
    [InlineData("/api/v1/auth/login", """{"partner_id":"","partner_token":"t"}""")]
    [InlineData("/api/v1/auth/login", """{"partner_id":7,"partner_token":"t"}""")]
    [InlineData("/api/v1/auth/login", "[]")]
    [InlineData("/api/v1/auth/login", "no json")]
    [InlineData("/api/v1/auth/register", """{"partner_id":"p","partner_token":"t","provider_name":"n"}""")]
    [InlineData("/api/v1/auth/register", """{"partner_id":"p","partner_token":"t","provider_org_id":"o"}""")]
    public async Task What_is_missing_is_400(string path, string body)
    {
        (await suki.Client.ErrorAsync(HttpMethod.Post, path, body)).ShouldBe((HttpStatusCode.BadRequest, 400));
    }

    [Fact]
    public async Task A_scenario_can_refuse_to_log_in()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scenario: new() { RefusesLogin = true });

        (await new SukiClient(bed).ErrorAsync(HttpMethod.Post, "/api/v1/auth/login", """{"partner_id":"p","partner_token":"t"}"""))
            .ShouldBe((HttpStatusCode.Unauthorized, 401));
    }

    [Fact]
    public async Task A_provider_is_registered_once()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var provider = new { partner_id = "p", partner_token = "t", provider_name = "Synthetic Provider", provider_org_id = "o" };
        using var first = await bed.Client.PostAsJsonAsync("/api/v1/auth/register", provider);

        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        (await first.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        (await new SukiClient(bed).ErrorAsync(HttpMethod.Post, "/api/v1/auth/register", JsonSerializer.Serialize(provider))).ShouldBe((HttpStatusCode.Conflict, 409));
    }

    [Fact]
    public async Task Every_call_wants_a_token()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor());
        var client = new SukiClient(bed);
        foreach (var forged in (string?[])[null, "eyJhbGciOiJSUzI1NiJ9.eyJleHAiOjk5OTk5OTk5OTl9.AAAA", "a.b", "...", new string('x', 5_000)])
        {
            bed.Client.DefaultRequestHeaders.Clear();
            _ = forged is not null && bed.Client.DefaultRequestHeaders.TryAddWithoutValidation("sdp_suki_token", forged);
            foreach (var (method, path) in GuardedCalls)
            {
                (await client.ErrorAsync(new(method), path)).ShouldBe((HttpStatusCode.Unauthorized, 401), $"{method} {path}");
            }
        }
    }

    [Fact]
    public async Task A_token_that_has_expired_opens_nothing()
    {
        await using var bed = await EmulatorBed.StartAsync(new SukiVendor(), scenario: Scenario.Usual with { TokenLife = TimeSpan.Zero });
        var client = await SukiClient.LogInAsync(bed);

        (await client.ErrorAsync(HttpMethod.Post, $"{SukiClient.Ambient}/create", "{}")).ShouldBe((HttpStatusCode.Unauthorized, 401));
    }

    private static JsonElement Decoded(string part) => JsonElement.Parse(Base64Url.DecodeFromChars(part));

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
