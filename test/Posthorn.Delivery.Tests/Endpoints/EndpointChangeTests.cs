using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Tests.Endpoints;

public sealed class EndpointChangeTests : IAsyncLifetime
{
    private EndpointRegistryFixture _at = null!;

    public async ValueTask InitializeAsync() => _at = await EndpointRegistryFixture.StartAsync();

    public ValueTask DisposeAsync()
    {
        _at.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task FO3_a_change_is_stored_and_leaves_the_rest_as_it_was()
    {
        var before = await _at.CreateAsync(EndpointRegistryFixture.Draft() with { Headers = [new("Authorization", "x")], MaxConcurrency = 5 });

        var after = Changed(await _at.Registry.ChangeAsync(before.Id, static draft => draft with { Url = "https://partner.example/new", RatePerSecond = 2 }));

        _at.Find(before.Id).ShouldBeSameAs(after);
        (after.Url.AbsoluteUri, after.Settings.RatePerSecond, after.Settings.MaxConcurrency).ShouldBe(("https://partner.example/new", 2d, 5));
        after.Settings.Headers.ShouldBe(before.Settings.Headers);

        await _at.RestartAsync();
        _at.Find(before.Id).Settings.Url.ShouldBe("https://partner.example/new");
        _at.Find(before.Id).Settings.Headers.ShouldBe(before.Settings.Headers);
    }

    [Fact]
    public async Task What_is_put_back_to_null_is_as_the_profile_has_it()
    {
        var endpoint = await _at.CreateAsync(EndpointRegistryFixture.Draft() with { Schedule = "once", TimeoutSeconds = 3, MaxConcurrency = 1, EventTypes = ["a"] });

        var after = Changed(await _at.Registry.ChangeAsync(
            endpoint.Id, static draft => draft with { Schedule = null, TimeoutSeconds = null, MaxConcurrency = null, EventTypes = null }));

        (after.Schedule.Text, after.Settings.Timeout, after.Settings.MaxConcurrency).ShouldBe(("persistent", TimeSpan.FromSeconds(30), 32));
        after.Settings.EventTypes.ShouldBeNull();
    }

    [Fact]
    public async Task A_change_is_checked_like_a_new_endpoint()
    {
        var (endpoint, other) = (await _at.CreateAsync(), await _at.CreateAsync(EndpointRegistryFixture.Draft(url: "https://partner.example/other")));

        (await _at.Registry.ChangeAsync(endpoint.Id, static draft => draft with { Url = "ftp://x", Profile = "suki" }))
            .ShouldBeOfType<EndpointRegistryResult.Refused>().Problems.Select(static one => one.Code).ShouldBe(["profile_fixed", "url_scheme"]);
        (await _at.Registry.ChangeAsync(endpoint.Id, draft => draft with { Url = other.Settings.Url }))
            .ShouldBeOfType<EndpointRegistryResult.Conflict>().Code.ShouldBe("endpoint_exists");
        _at.Find(endpoint.Id).ShouldBeSameAs(endpoint);
    }

    [Fact]
    public async Task Changes_made_at_once_do_not_undo_one_another()
    {
        var endpoint = await _at.CreateAsync();

        _ = await Task.WhenAll(
            _at.Registry.ChangeAsync(endpoint.Id, static draft => draft with { MaxConcurrency = 7 }).AsTask(),
            _at.Registry.ChangeAsync(endpoint.Id, static draft => draft with { TimeoutSeconds = 9 }).AsTask(),
            _at.Registry.RotateAsync(endpoint.Id, null).AsTask(),
            _at.Registry.DisableAsync(endpoint.Id).AsTask());

        var after = _at.Find(endpoint.Id);
        (after.Settings.MaxConcurrency, after.Settings.Timeout, after.Secrets.Count, after.Status).ShouldBe((7, TimeSpan.FromSeconds(9), 2, EndpointStatus.Disabled));
    }

    [Fact]
    public async Task FO2_a_disabled_endpoint_keeps_its_first_reason_until_it_is_enabled()
    {
        var endpoint = await _at.CreateAsync();
        _ = await _at.Registry.DisableAsync(endpoint.Id, "gone");
        _ = await _at.Registry.DisableAsync(endpoint.Id);
        await _at.RestartAsync();

        (_at.Find(endpoint.Id).Status, _at.Find(endpoint.Id).DisabledReason).ShouldBe((EndpointStatus.Disabled, "gone"));

        var enabled = Changed(await _at.Registry.EnableAsync(endpoint.Id));
        (enabled.Status, enabled.DisabledReason).ShouldBe((EndpointStatus.Enabled, null));
    }

    [Fact]
    public async Task FO1_a_deleted_endpoint_cannot_be_changed_and_its_deliveries_still_know_it()
    {
        var endpoint = await _at.CreateAsync();
        Changed(await _at.Registry.DeleteAsync(endpoint.Id)).Status.ShouldBe(EndpointStatus.Deleted);

        _ = (await _at.Registry.EnableAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Gone>();
        _ = (await _at.Registry.DisableAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Gone>();
        _ = (await _at.Registry.DeleteAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Gone>();
        _ = (await _at.Registry.RotateAsync(endpoint.Id, null)).ShouldBeOfType<EndpointRegistryResult.Gone>();
        _ = (await _at.Registry.ChangeAsync(endpoint.Id, static draft => draft)).ShouldBeOfType<EndpointRegistryResult.Gone>();

        await _at.RestartAsync();
        _at.Unreadable.ShouldBeEmpty();
        _at.Directory.Of(_at.Partner.Key).ShouldBeEmpty();
        _at.Find(endpoint.Id).Status.ShouldBe(EndpointStatus.Deleted);
        _at.Store.Secrets.ShouldBeEmpty();
    }

    [Fact]
    public async Task FO4_AG7_an_old_secret_signs_beside_the_new_one_for_the_overlap_and_then_no_more()
    {
        var endpoint = await _at.CreateAsync();
        var rotated = (await _at.Registry.RotateAsync(endpoint.Id, null, overlapHours: 24)).ShouldBeOfType<EndpointRegistryResult.WithSecret>();
        rotated.Endpoint.Secrets.Select(static one => one.Version).ShouldBe([2, 1]);

        _at.Signers(endpoint.Id).ShouldBe(2);
        _at.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromTicks(1));
        _at.Signers(endpoint.Id).ShouldBe(2);
        _at.Clock.Advance(TimeSpan.FromTicks(1));
        _at.Signers(endpoint.Id).ShouldBe(1);

        await _at.RestartAsync();
        _at.Signers(endpoint.Id).ShouldBe(1);
        _at.Find(endpoint.Id).Secrets[0].Version.ShouldBe(2);
    }

    [Fact]
    public async Task AG7_a_rotation_without_overlap_revokes_at_once_whatever_an_earlier_one_allowed()
    {
        var endpoint = await _at.CreateAsync();
        _ = await _at.Registry.RotateAsync(endpoint.Id, null, overlapHours: 168);
        _ = await _at.Registry.RotateAsync(endpoint.Id, null, overlapHours: 0);

        _at.Signers(endpoint.Id).ShouldBe(1);
        await _at.RestartAsync();
        _at.Signers(endpoint.Id).ShouldBe(1);
        _at.Find(endpoint.Id).Secrets[0].Version.ShouldBe(3);
    }

    [Fact]
    public async Task Suki_has_room_for_one_signature_so_the_newest_signs_alone()
    {
        var endpoint = await _at.CreateAsync(EndpointRegistryFixture.Draft("suki"), "the-first-secret-of-suki");
        var rotated = (await _at.Registry.RotateAsync(endpoint.Id, "the-second-secret-of-suki")).ShouldBeOfType<EndpointRegistryResult.WithSecret>().Endpoint;
        var scheme = rotated.Profile.Scheme;

        var both = scheme.Sign("evt_1", EndpointRegistryFixture.Noon, "{}"u8, [.. rotated.Secrets.Select(static one => one.Key)]);
        var newest = scheme.Sign("evt_1", EndpointRegistryFixture.Noon, "{}"u8, [rotated.Secrets[0].Key]);

        Enumerable.Range(0, both.Count).Select(i => both[i]).ShouldBe(Enumerable.Range(0, newest.Count).Select(i => newest[i]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(168.1)]
    [InlineData(double.NaN)]
    public async Task An_overlap_beyond_seven_days_is_refused_together_with_a_weak_secret(double hours)
    {
        var endpoint = await _at.CreateAsync();

        (await _at.Registry.RotateAsync(endpoint.Id, "weak", hours))
            .ShouldBeOfType<EndpointRegistryResult.Refused>().Problems.Select(static one => one.Pointer).ShouldBe(["/overlap_hours", "/secret"]);
        _at.Signers(endpoint.Id).ShouldBe(1);
    }

    [Fact]
    public async Task More_secrets_than_a_request_is_signed_with_are_refused()
    {
        var endpoint = await _at.CreateAsync();
        for (var i = 0; i < 7; i++)
        {
            _ = (await _at.Registry.RotateAsync(endpoint.Id, null)).ShouldBeOfType<EndpointRegistryResult.WithSecret>();
        }

        _at.Signers(endpoint.Id).ShouldBe(8);
        (await _at.Registry.RotateAsync(endpoint.Id, null)).ShouldBeOfType<EndpointRegistryResult.Conflict>().Code.ShouldBe("secret_quota");
        _ = (await _at.Registry.RotateAsync(endpoint.Id, null, overlapHours: 0)).ShouldBeOfType<EndpointRegistryResult.WithSecret>();
        _at.Signers(endpoint.Id).ShouldBe(1);
    }

    private static Endpoint Changed(EndpointRegistryResult result) => result.ShouldBeOfType<EndpointRegistryResult.Changed>().Endpoint;
}
