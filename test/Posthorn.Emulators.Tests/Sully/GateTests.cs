using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sully;
using Posthorn.Emulators.Sully.Admitting;
using Posthorn.Emulators.Tests.Running;
using Posthorn.Testing;

namespace Posthorn.Emulators.Tests.Sully;

public sealed class GateTests
{
    [Theory]
    [InlineData(null, "an account")]
    [InlineData("a key", null)]
    [InlineData("", "an account")]
    [InlineData("a key", " ")]
    [InlineData(null, null)]
    public async Task Without_a_key_or_an_account_nothing_is_answered(string? key, string? account)
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());
        foreach (var (method, path) in ((HttpMethod, string)[])
        [
            (HttpMethod.Post, SullyClient.First), (HttpMethod.Get, $"{SullyClient.First}/tr_1"), (HttpMethod.Delete, $"{SullyClient.First}/tr_1"),
            (HttpMethod.Post, SullyClient.Second), (HttpMethod.Get, $"{SullyClient.Second}/tr_1"), (HttpMethod.Delete, $"{SullyClient.Second}/tr_1"),
            (HttpMethod.Post, SullyClient.Notes), (HttpMethod.Get, $"{SullyClient.Notes}/note_1"), (HttpMethod.Delete, $"{SullyClient.Notes}/note_1"),
            (HttpMethod.Post, SullyClient.Codings), (HttpMethod.Get, $"{SullyClient.Codings}/cod_1"), (HttpMethod.Delete, $"{SullyClient.Codings}/cod_1"),
            (HttpMethod.Post, "/v1/note-styles"), (HttpMethod.Post, $"{SullyClient.First}/stream/token"),
        ])
        {
            using var request = new HttpRequestMessage(method, path);
            _ = key is null || request.Headers.TryAddWithoutValidation("x-api-key", key);
            _ = account is null || request.Headers.TryAddWithoutValidation("x-account-id", account);
            using var answer = await bed.Client.SendAsync(request);
            var error = await SullyClient.ReadAsync(answer, HttpStatusCode.Unauthorized);
            error.GetProperty("error").ValueKind.ShouldBe(path.StartsWith("/v1", StringComparison.Ordinal) ? JsonValueKind.Number : JsonValueKind.String);
            answer.Headers.Contains("X-RateLimit-Remaining").ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_scenario_may_refuse_every_key()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor(), scenario: Scenario.Usual with { RefusesLogin = true });

        _ = await new SullyClient(bed).PostAsync(SullyClient.Notes, new { transcript = "a" }, HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/v1/nothing", JsonValueKind.Number)]
    [InlineData("/v2/nothing", JsonValueKind.String)]
    [InlineData("/nothing", JsonValueKind.Number)]
    public async Task What_is_not_there_is_404_in_the_form_of_its_version(string path, JsonValueKind error)
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor());

        (await new SullyClient(bed).GetAsync(path, HttpStatusCode.NotFound)).GetProperty("error").ValueKind.ShouldBe(error);
    }

    [Fact]
    public void Every_answer_tells_the_limit_and_what_is_beyond_it_is_429_until_the_minute_is_over()
    {
        var clock = new ManualClock(DateTimeOffset.UnixEpoch);
        var quota = new SullyQuota(limit: 2, new Tempo(60, clock));
        var (first, second, third, fourth) = (Headers(), Headers(), Headers(), Headers());

        quota.Take(first).ShouldBeNull();
        clock.Advance(TimeSpan.FromMilliseconds(250));
        quota.Take(second).ShouldBeNull();
        quota.Take(third).ShouldBe(TimeSpan.FromMilliseconds(750));
        clock.Advance(TimeSpan.FromMilliseconds(750));
        quota.Take(fourth).ShouldBeNull();

        new[] { first, second, third, fourth }.Select(static one => one["X-RateLimit-Remaining"].ToString()).ShouldBe(["1", "0", "0", "1"]);
        (first["X-RateLimit-Limit"].ToString(), first["X-RateLimit-Reset"].ToString()).ShouldBe(("2", "1970-01-01T00:00:01.000Z"));
        (third.RetryAfter.ToString(), second.RetryAfter.ToString()).ShouldBe(("1", ""));

        static IHeaderDictionary Headers() => new HeaderDictionary();
    }

    [Fact]
    public async Task Beyond_the_limit_each_version_answers_in_its_form()
    {
        await using var bed = await EmulatorBed.StartAsync(new SullyVendor(), scale: 1, change: static options => options with { RequestsPerMinute = 1 });
        var client = new SullyClient(bed);
        _ = await client.NoteAsync("a note");

        using var first = await client.Http.GetAsync($"{SullyClient.Notes}/note_1");
        using var second = await client.Http.GetAsync($"{SullyClient.Second}/tr_1");

        (await SullyClient.ReadAsync(first, HttpStatusCode.TooManyRequests)).GetProperty("error").GetInt32().ShouldBe(429);
        (await SullyClient.ReadAsync(second, HttpStatusCode.TooManyRequests)).GetProperty("error").GetProperty("code").GetString().ShouldBe("RATE_LIMIT_EXCEEDED");
        int.Parse(second.Headers.GetValues("Retry-After").Single(), CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        second.Headers.GetValues("X-RateLimit-Limit").ShouldBe(["1"]);

        (await bed.Emulator.ResetAsync()).ShouldBeTrue();
        _ = await client.NoteAsync("a note");
    }
}
