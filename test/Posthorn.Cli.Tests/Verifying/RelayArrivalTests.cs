using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Posthorn.Cli.Tests.Running;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Endpoints;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Tests.Verifying;

public sealed class RelayArrivalTests
{
    private const string Secret = "test-partner-secret";
    private const string Token = "token-of-the-tests";

    private static readonly DateTimeOffset Signed = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static Terminal Terminal => new() { Variables = { ["POSTHORN_SECRET"] = Secret, ["POSTHORN_RELAY_TOKEN"] = Token } };

    [Fact]
    public async Task An_arrival_is_fetched_with_the_token_and_verified_as_of_its_own_time()
    {
        await using var relay = await StartAsync(StatusCodes.Status200OK, Arrival());

        var run = await Terminal.RunAsync("verify", "--profile", "suki", "--relay", $"http://{relay.Address}", "--id", "arr_1");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Whole);
        run.Out.ShouldContain("verified as of\t2026-01-02T03:04:06Z (the time of the recording)\n");
        var received = relay.Received.ShouldHaveSingleItem();
        received.Path.ShouldBe("/v1/arrivals/arr_1");
        received.Headers.Authorization.ToString().ShouldBe($"Bearer {Token}");
    }

    [Theory]
    [InlineData(StatusCodes.Status404NotFound, "has no arrival arr_1")]
    [InlineData(StatusCodes.Status401Unauthorized, "refuses the token")]
    [InlineData(StatusCodes.Status302Found, "answered 302")]
    [InlineData(StatusCodes.Status200OK, "is not a relay")]
    public async Task What_a_relay_refuses_is_told(int status, string reason)
    {
        await using var relay = await StartAsync(status, "{}");

        var run = await Terminal.RunAsync("verify", "--profile", "suki", "--relay", $"http://{relay.Address}", "--id", "arr_1");

        run.ExitCode.ShouldBe(ExitCodes.Unreachable, run.Whole);
        run.Error.ShouldContain(reason);
        run.Error.ShouldNotContain(Token);
    }

    [Fact]
    public async Task A_body_that_is_not_the_one_whose_hash_is_told_is_not_judged()
    {
        await using var relay = await StartAsync(StatusCodes.Status200OK, Arrival(hash: new('0', 64)));

        var run = await Terminal.RunAsync("verify", "--profile", "suki", "--relay", $"http://{relay.Address}", "--id", "arr_1");

        run.ExitCode.ShouldBe(ExitCodes.Unreachable, run.Whole);
        run.Error.ShouldContain("is not the one whose hash it tells");
    }

    private static async Task<TestEndpoint> StartAsync(int status, string answer)
    {
        var relay = await TestEndpoint.StartAsync();
        relay.Answer = context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "http://127.0.0.1:1/";
            return context.Response.WriteAsync(answer);
        };
        return relay;
    }

    private static string Arrival(string? hash = null)
    {
        var request = SignedRequest.Sign(SigningScheme.Suki, Secret, Encoding.UTF8.GetBytes("{\"a\":1}"), Signed);
        return JsonSerializer.Serialize(new
        {
            id = "arr_1",
            sequence = 1,
            source = "suki",
            received_at = "2026-01-02T03:04:06Z",
            method = "POST",
            path = "/suki",
            query = "",
            headers = request.Headers.Select(static header => new { name = header.Key, value = header.Value }),
            body_base64 = Convert.ToBase64String(request.Body.Span),
            body_sha256 = hash ?? Convert.ToHexStringLower(SHA256.HashData(request.Body.Span)),
        });
    }
}
