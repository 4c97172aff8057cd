using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Tests.Endpoints;

public sealed class EndpointRegistryTests : IAsyncLifetime
{
    private EndpointRegistryFixture _at = null!;

    public async ValueTask InitializeAsync() => _at = await EndpointRegistryFixture.StartAsync();

    public ValueTask DisposeAsync()
    {
        _at.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task A_new_endpoint_has_the_defaults_of_its_profile_and_is_known_to_the_lanes_when_it_is_stored()
    {
        var told = new List<Endpoint>();
        _at.Directory.Changed += told.Add;

        var endpoint = await _at.CreateAsync(EndpointRegistryFixture.Draft("suki"));

        (endpoint.Schedule.Text, endpoint.Settings.Timeout, endpoint.Settings.MaxConcurrency, endpoint.Settings.RatePerSecond)
            .ShouldBe(("once", TimeSpan.FromSeconds(30), 32, null));
        endpoint.Settings.EventTypes.ShouldBeNull();
        endpoint.Status.ShouldBe(EndpointStatus.Enabled);
        told.ShouldHaveSingleItem().ShouldBeSameAs(endpoint);
        _at.Store.Endpoints.ShouldHaveSingleItem().Id.ShouldBe(endpoint.Id);
    }

    [Fact]
    public async Task Everything_of_an_endpoint_is_as_it_was_after_a_restart()
    {
        var draft = EndpointRegistryFixture.Draft("sully") with
        {
            EventTypes = ["coding.succeeded", "coding.failed"],
            Schedule = "5,60",
            TimeoutSeconds = 7,
            MaxConcurrency = 3,
            RatePerSecond = 0.5,
            Headers = [new("Authorization", "Bearer of the partner"), new("X-B", "2")],
        };
        var before = await _at.CreateAsync(draft, secret: "whsec_given by the partner itself".Replace(' ', '-'));

        await _at.RestartAsync();

        var after = _at.Find(before.Id);
        after.Settings.Headers.ShouldBe(before.Settings.Headers);
        after.Settings.EventTypes.ShouldBe(before.Settings.EventTypes);
        (after.Settings with { Headers = before.Settings.Headers, EventTypes = before.Settings.EventTypes }).ShouldBe(before.Settings);
        (after.Url, after.Profile, after.Status, after.CreatedAt, after.Partner).ShouldBe((before.Url, before.Profile, before.Status, before.CreatedAt, before.Partner));
        _at.Signers(before.Id).ShouldBe(1);
        Signature(after).ShouldBe(Signature(before));
    }

    [Fact]
    public async Task H5_neither_a_secret_nor_a_header_is_stored_in_the_open()
    {
        _ = await _at.CreateAsync(EndpointRegistryFixture.Draft("suki") with { Headers = [new("Authorization", "canary-header-value")] }, "canary-secret-of-24-bytes");

        var stored = _at.Store.Secrets.Select(static one => one.Sealed).Concat(_at.Store.Endpoints.Select(static one => one.SealedHeaders));
        foreach (var bytes in stored)
        {
            System.Text.Encoding.Latin1.GetString(bytes.Span).ShouldNotContain("canary");
        }
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_told_at_once()
    {
        var draft = new EndpointDraft
        {
            Url = "http://partner.example/hook",
            Profile = "suki",
            EventTypes = ["session.completed", "no good", "coding.failed"],
            Schedule = "5,0",
            TimeoutSeconds = 61,
            MaxConcurrency = 0,
            RatePerSecond = -1,
            Headers = [new("X-API-Key", "x"), new("webhook-id", "x")],
        };

        (await Problems(draft, secret: "short")).Select(static one => one.Pointer).Order().ShouldBe(
            ["/event_types/1", "/event_types/2", "/headers/X-API-Key", "/headers/webhook-id", "/max_concurrency", "/rate_per_second", "/schedule", "/secret", "/timeout_seconds", "/url"],
            ignoreOrder: true);
        _at.Store.Endpoints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_profile_is_told_beside_whatever_else_is_wrong() =>
        (await Problems(EndpointRegistryFixture.Draft("sukki", "ftp://x"), null)).Select(static one => one.Code).ShouldBe(["profile_unknown", "url_scheme"]);

    [Theory]
    [InlineData("standard", "")]
    [InlineData("standard", "whsec_")]
    [InlineData("standard", "whsec_c2hvcnQ=")]
    [InlineData("standard", "whsec_!!!not-base64-at-all-not-at-all!!!")]
    [InlineData("suki", "")]
    [InlineData("suki", "8 bytes.")]
    [InlineData("sully", "whsec_")]
    public async Task BE10_a_weak_or_broken_secret_is_refused_and_not_repeated(string profile, string secret)
    {
        var problem = (await Problems(EndpointRegistryFixture.Draft(profile), secret)).ShouldHaveSingleItem();

        problem.Pointer.ShouldBe("/secret");
        if (secret.Length > 6)
        {
            problem.Message.ShouldNotContain(secret);
        }
    }

    [Fact]
    public async Task BE10_a_secret_of_10_KB_is_refused() =>
        (await Problems(EndpointRegistryFixture.Draft(), "whsec_" + Convert.ToBase64String(new byte[10_240]))).ShouldHaveSingleItem().Pointer.ShouldBe("/secret");

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("5,")]
    [InlineData("NaN")]
    [InlineData("5,2592000")]
    [InlineData("often")]
    public async Task BE11_a_schedule_that_cannot_be_is_refused(string schedule) =>
        (await Problems(EndpointRegistryFixture.Draft() with { Schedule = schedule }, null)).ShouldHaveSingleItem().Pointer.ShouldBe("/schedule");

    [Theory]
    [InlineData(101, 5)]
    [InlineData(1_000, 0)]
    public async Task BE11_a_schedule_of_too_many_waits_is_refused(int count, int seconds) =>
        (await Problems(EndpointRegistryFixture.Draft() with { Schedule = string.Join(',', Enumerable.Repeat(seconds, count)) }, null))
            .ShouldHaveSingleItem().Pointer.ShouldBe("/schedule");

    [Fact]
    public async Task No_event_types_at_all_is_refused_for_it_would_notify_of_nothing() =>
        (await Problems(EndpointRegistryFixture.Draft() with { EventTypes = [] }, null)).ShouldHaveSingleItem().Code.ShouldBe("event_types_count");

    [Fact]
    public async Task BE6_the_same_URL_and_profile_twice_is_a_conflict_however_it_is_spelled()
    {
        _ = await _at.CreateAsync();

        Conflict(await _at.Registry.CreateAsync(_at.Partner, EndpointRegistryFixture.Draft(url: "https://PARTNER.example:443/hook"), null)).ShouldBe("endpoint_exists");
        _ = await _at.CreateAsync(EndpointRegistryFixture.Draft("sully"));
        _ = await _at.CreateAsync(EndpointRegistryFixture.Draft(url: "https://partner.example/other"));
    }

    [Fact]
    public async Task BE6_of_two_equal_creations_at_once_one_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _at.Registry.CreateAsync(_at.Partner, EndpointRegistryFixture.Draft(), null).AsTask()));

        results.OfType<EndpointRegistryResult.WithSecret>().Count().ShouldBe(1);
        results.OfType<EndpointRegistryResult.Conflict>().Count().ShouldBe(9);
        _at.Store.Endpoints.Count.ShouldBe(1);
    }

    [Fact]
    public async Task BE6_the_101st_endpoint_is_over_the_quota_and_a_deleted_one_makes_room()
    {
        Endpoint? last = null;
        for (var i = 0; i < 100; i++)
        {
            last = await _at.CreateAsync(EndpointRegistryFixture.Draft(url: $"https://partner.example/{i}"));
        }

        Conflict(await _at.Registry.CreateAsync(_at.Partner, EndpointRegistryFixture.Draft(), null)).ShouldBe("endpoint_quota");
        _ = await _at.Registry.DeleteAsync(last!.Id);
        _ = await _at.CreateAsync();
    }

    [Fact]
    public async Task A_partner_has_one_active_suki_endpoint_unless_more_are_asked_for()
    {
        var first = await _at.CreateAsync(EndpointRegistryFixture.Draft("suki"));
        var second = EndpointRegistryFixture.Draft("suki", "https://partner.example/second");
        Conflict(await _at.Registry.CreateAsync(_at.Partner, second, null)).ShouldBe("suki_endpoint_exists");

        _ = await _at.Registry.DisableAsync(first.Id);
        _ = await _at.CreateAsync(second);
        Conflict(await _at.Registry.EnableAsync(first.Id)).ShouldBe("suki_endpoint_exists");

        (await _at.Registry.EnableAsync(first.Id, allowSecondSuki: true)).ShouldBeOfType<EndpointRegistryResult.Changed>();
        (await _at.Registry.CreateAsync(_at.Partner, EndpointRegistryFixture.Draft("suki", "https://partner.example/third"), null, allowSecondSuki: true))
            .ShouldBeOfType<EndpointRegistryResult.WithSecret>();
    }

    [Fact]
    public async Task What_could_not_be_stored_is_not_known()
    {
        _at.Store.IsFull = true;

        _ = await Should.ThrowAsync<StoreUnavailableException>(async () => await _at.Registry.CreateAsync(_at.Partner, EndpointRegistryFixture.Draft(), null));
        _at.Directory.Of(_at.Partner.Key).ShouldBeEmpty();

        _at.Store.IsFull = false;
        _ = await _at.CreateAsync();
    }

    [Fact]
    public async Task AG9_nothing_that_holds_a_secret_prints_it()
    {
        var draft = EndpointRegistryFixture.Draft("suki", "https://partner.example/hook?token=canary") with { Headers = [new("Authorization", "canary")] };
        var result = await _at.Registry.CreateAsync(_at.Partner, draft, "canary-secret-of-24-bytes");
        var endpoint = result.ShouldBeOfType<EndpointRegistryResult.WithSecret>().Endpoint;

        object[] all =
        [
            draft, result, endpoint, endpoint.Settings, endpoint.Secrets[0], endpoint.Secrets[0].Key, _at.Registry, _at.Store.Endpoints[0], _at.Store.Secrets[0],
            new EndpointRegistryResult.Changed(endpoint),
        ];
        foreach (var one in all)
        {
            one.ToString()!.ShouldNotContain("canary", customMessage: one.GetType().Name);
        }
    }

    private static string Conflict(EndpointRegistryResult result) => result.ShouldBeOfType<EndpointRegistryResult.Conflict>().Code;

    private async Task<IReadOnlyList<InputProblem>> Problems(EndpointDraft draft, string? secret) =>
        (await _at.Registry.CreateAsync(_at.Partner, draft, secret)).ShouldBeOfType<EndpointRegistryResult.Refused>().Problems;

    private static string Signature(Endpoint endpoint)
    {
        var headers = endpoint.Profile.Scheme.Sign("evt_1", EndpointRegistryFixture.Noon, "{}"u8, [endpoint.Secrets[0].Key]);
        return string.Join('\n', Enumerable.Range(0, headers.Count).Select(i => headers[i].Value));
    }
}
