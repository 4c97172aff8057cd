using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Tests.Endpoints;

public sealed class UnreadableEndpointTests : IAsyncLifetime
{
    private static readonly EndpointDraft WithHeaders = EndpointRegistryFixture.Draft() with { Headers = [new("Authorization", "x")] };

    private EndpointRegistryFixture _at = null!;

    public async ValueTask InitializeAsync() => _at = await EndpointRegistryFixture.StartAsync();

    public ValueTask DisposeAsync()
    {
        _at.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Q6_AG10_secrets_swapped_between_two_endpoints_disable_those_and_no_others()
    {
        var (first, second) = (await _at.CreateAsync(), await _at.CreateAsync(EndpointRegistryFixture.Draft("sully")));
        var other = await _at.CreateAsync(EndpointRegistryFixture.Draft("suki"));
        var (a, b) = (_at.Store.Secrets[0], _at.Store.Secrets[1]);
        (_at.Store.Secrets[0], _at.Store.Secrets[1]) = (a with { Sealed = b.Sealed }, b with { Sealed = a.Sealed });

        await _at.RestartAsync();

        _at.Unreadable.ShouldBe([first.Id, second.Id]);
        (_at.Find(first.Id).Status, _at.Find(first.Id).DisabledReason).ShouldBe((EndpointStatus.Disabled, "unreadable_secret"));
        _at.Find(other.Id).Status.ShouldBe(EndpointStatus.Enabled);
        _at.Store.Endpoints[0].Status.ShouldBe(EndpointStatus.Enabled);

        (_at.Store.Secrets[0], _at.Store.Secrets[1]) = (a, b);
        await _at.RestartAsync();
        _at.Find(first.Id).Status.ShouldBe(EndpointStatus.Enabled);
    }

    [Fact]
    public async Task An_unreadable_secret_is_mended_by_a_new_one()
    {
        var endpoint = await _at.CreateAsync(WithHeaders);
        _at.Store.Secrets[0] = _at.Store.Secrets[0] with { Sealed = new byte[] { 1, 2, 3 } };
        await _at.RestartAsync();

        (await _at.Registry.EnableAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Conflict>().Code.ShouldBe("endpoint_unreadable");
        _ = (await _at.Registry.RotateAsync(endpoint.Id, null)).ShouldBeOfType<EndpointRegistryResult.WithSecret>();
        _ = (await _at.Registry.EnableAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Changed>();

        await _at.RestartAsync();
        _at.Unreadable.ShouldBeEmpty();
        _at.Find(endpoint.Id).Settings.Headers.ShouldHaveSingleItem().Value.ShouldBe("x");
    }

    [Fact]
    public async Task Unreadable_headers_must_be_given_again_before_anything_is_sent_without_them()
    {
        var endpoint = await _at.CreateAsync(WithHeaders);
        _at.Store.Endpoints[0] = _at.Store.Endpoints[0] with { SealedHeaders = new byte[] { 1, 2, 3 } };
        await _at.RestartAsync();
        _at.Find(endpoint.Id).DisabledReason.ShouldBe("unreadable_headers");

        (await _at.Registry.EnableAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Conflict>().Code.ShouldBe("endpoint_unreadable");
        (await _at.Registry.ChangeAsync(endpoint.Id, static draft => draft with { TimeoutSeconds = 3 }))
            .ShouldBeOfType<EndpointRegistryResult.Refused>().Problems.ShouldHaveSingleItem().Code.ShouldBe("headers_lost");

        _ = (await _at.Registry.ChangeAsync(endpoint.Id, static draft => draft with { Headers = [new("Authorization", "y")] })).ShouldBeOfType<EndpointRegistryResult.Changed>();
        _ = (await _at.Registry.EnableAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Changed>();
        await _at.RestartAsync();
        _at.Find(endpoint.Id).Settings.Headers.ShouldHaveSingleItem().Value.ShouldBe("y");
    }

    [Fact]
    public async Task When_both_are_unreadable_both_must_be_given_again()
    {
        var endpoint = await _at.CreateAsync(WithHeaders);
        _at.Store.Endpoints[0] = _at.Store.Endpoints[0] with { SealedHeaders = new byte[] { 1, 2, 3 } };
        _at.Store.Secrets[0] = _at.Store.Secrets[0] with { Sealed = new byte[] { 1, 2, 3 } };
        await _at.RestartAsync();

        _ = await _at.Registry.RotateAsync(endpoint.Id, null);
        (await _at.Registry.EnableAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Conflict>().Code.ShouldBe("endpoint_unreadable");
        _ = await _at.Registry.ChangeAsync(endpoint.Id, static draft => draft with { Headers = [] });
        _ = (await _at.Registry.EnableAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Changed>();
    }

    [Fact]
    public async Task What_was_changed_while_it_could_not_be_opened_is_enabled_by_a_person_when_it_can_again()
    {
        var endpoint = await _at.CreateAsync();
        var good = _at.Store.Secrets[0];
        _at.Store.Secrets[0] = good with { Sealed = new byte[] { 1, 2, 3 } };
        await _at.RestartAsync();
        _ = (await _at.Registry.ChangeAsync(endpoint.Id, static draft => draft with { TimeoutSeconds = 3 })).ShouldBeOfType<EndpointRegistryResult.Changed>();

        _at.Store.Secrets[0] = good;
        await _at.RestartAsync();

        _at.Find(endpoint.Id).DisabledReason.ShouldBe("by_request");
        _ = (await _at.Registry.EnableAsync(endpoint.Id)).ShouldBeOfType<EndpointRegistryResult.Changed>();
    }

    [Fact]
    public async Task An_old_secret_that_cannot_be_opened_disables_nothing()
    {
        var endpoint = await _at.CreateAsync();
        _ = await _at.Registry.RotateAsync(endpoint.Id, null);
        _at.Store.Secrets[0] = _at.Store.Secrets[0] with { Sealed = new byte[] { 1, 2, 3 } };

        await _at.RestartAsync();

        _at.Find(endpoint.Id).Status.ShouldBe(EndpointStatus.Enabled);
        _at.Signers(endpoint.Id).ShouldBe(1);
    }

    [Fact]
    public async Task A_row_of_an_unknown_profile_is_told_and_holds_up_no_start()
    {
        var (lost, other) = (await _at.CreateAsync(), await _at.CreateAsync(EndpointRegistryFixture.Draft("sully")));
        _at.Store.Endpoints[0] = _at.Store.Endpoints[0] with { Profile = "acme" };

        await _at.RestartAsync();

        _at.Unreadable.ShouldBe([lost.Id]);
        _at.Find(other.Id).Status.ShouldBe(EndpointStatus.Enabled);
    }
}
