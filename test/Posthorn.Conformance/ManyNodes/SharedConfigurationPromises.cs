using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance.ManyNodes;

/// <summary>Each node learns what others have changed, and changes nothing that it has not seen.</summary>
public abstract class SharedConfigurationPromises(StoreUnderTest store) : NodesPromises(store)
{
    [Fact]
    public async Task What_one_node_changes_is_news_to_the_other_once()
    {
        (await Other.Configuration.ChangesAsync()).ShouldBeNull();
        var partner = await AddPartner("ptn_b");
        var endpoint = await AddEndpoint(partner);
        var key = AKey(partner.Key);
        await Node.Configuration.AddApiKeyAsync(key);

        var news = (await Other.Configuration.ChangesAsync()).ShouldNotBeNull();

        news.Rows.Partners.ShouldHaveSingleItem().ShouldBe(partner);
        news.Rows.Keys.ShouldHaveSingleItem().Id.ShouldBe(key.Id);
        news.Rows.Endpoints.ShouldHaveSingleItem().Id.ShouldBe(endpoint.Id);
        news.Rows.Secrets.ShouldHaveSingleItem().EndpointKey.ShouldBe(endpoint.Key);
        news.Revoked.ShouldBeEmpty();
        (await Other.Configuration.ChangesAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task F_O4_A_rotation_is_told_with_all_secrets_that_the_endpoint_has_now()
    {
        await Node.Configuration.RotateSecretAsync(Rows.Secret(Endpoint.Key, 2, Now), Now.AddHours(1), Now);

        var news = (await Other.Configuration.ChangesAsync()).ShouldNotBeNull();

        news.Rows.Endpoints.ShouldHaveSingleItem().Key.ShouldBe(Endpoint.Key);
        news.Rows.Secrets.Select(static one => (one.Version, one.ExpiresAt)).ShouldBe([(2, null), (1, Now.AddHours(1))], ignoreOrder: true);
    }

    [Fact]
    public async Task A_disabled_and_a_deleted_endpoint_are_told_as_they_are_now()
    {
        await SetStatus(Endpoint, EndpointStatus.Disabled);
        (await Other.Configuration.ChangesAsync()).ShouldNotBeNull().Rows.Endpoints.ShouldHaveSingleItem().Status.ShouldBe(EndpointStatus.Disabled);

        await SetStatus(Endpoint, EndpointStatus.Deleted);
        (await Other.Configuration.ChangesAsync()).ShouldNotBeNull().Rows.ShouldSatisfyAllConditions(
            rows => rows.Endpoints.ShouldHaveSingleItem().Status.ShouldBe(EndpointStatus.Deleted), rows => rows.Secrets.ShouldBeEmpty());
    }

    [Fact]
    public async Task A_revoked_key_opens_nothing_at_the_other_node()
    {
        var (kept, revoked) = (AKey(Partner.Key), AKey(Partner.Key));
        await Node.Configuration.AddApiKeyAsync(kept);
        await Node.Configuration.AddApiKeyAsync(revoked);
        (await Other.Configuration.ChangesAsync()).ShouldNotBeNull().Rows.Keys.Count.ShouldBe(2);

        (await Node.Configuration.RemoveApiKeyAsync(revoked.Id)).ShouldBeTrue();

        (await Other.Configuration.ChangesAsync()).ShouldNotBeNull().ShouldSatisfyAllConditions(
            news => news.Revoked.ShouldBe([revoked.Id]), news => news.Rows.Keys.ShouldNotContain(one => one.Id == revoked.Id));
        (await Other.Configuration.LoadAsync()).Keys.ShouldHaveSingleItem().Id.ShouldBe(kept.Id);
        (await Other.Configuration.RemoveApiKeyAsync(revoked.Id)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("add partner")]
    [InlineData("add key")]
    [InlineData("remove key")]
    [InlineData("add endpoint")]
    [InlineData("update endpoint")]
    [InlineData("delete endpoint")]
    [InlineData("rotate")]
    public async Task Who_has_not_read_what_another_changed_changes_nothing_until_it_has(string change)
    {
        var key = AKey(Partner.Key);
        await Node.Configuration.AddApiKeyAsync(key);
        var before = await Shown(Node);

        _ = await Should.ThrowAsync<StaleConfigurationException>(() => Change(change, key));
        (await Shown(Node)).ShouldBe(before);

        (await Other.Configuration.ChangesAsync()).ShouldNotBeNull();
        await Change(change, key);
        (await Shown(Node)).ShouldNotBe(before);
    }

    [Fact]
    public async Task Two_nodes_that_change_at_the_same_time_and_try_again_lose_nothing()
    {
        const int each = 25;
        _ = await Task.WhenAll(((StoreNode[])[Node, Other]).Select((node, n) => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                await Changed(node, async () => (await node.Configuration.AddPartnerAsync(new(0, $"ptn_{n}_{i}", "A partner", SelfService: false, Now))).ShouldNotBeNull());
            }

            return true;
        })));

        foreach (var node in (StoreNode[])[Node, Other])
        {
            (await node.Configuration.LoadAsync()).Partners.Count(static one => one.Name == "A partner").ShouldBe(1 + (2 * each));
        }
    }

    [Fact]
    public async Task A_follower_of_the_changes_knows_in_the_end_what_is_stored()
    {
        var known = (await Other.Configuration.LoadAsync()).Partners.Select(static one => one.Id).ToHashSet();
        var changing = Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                _ = await AddPartner($"ptn_{i}");
            }
        });

        bool over;
        do
        {
            over = changing.IsCompleted;
            if (await Other.Configuration.ChangesAsync() is { } news)
            {
                news.Rows.Partners.ShouldAllBe(partner => known.Add(partner.Id));
            }
        }
        while (!over);

        await changing;
        known.ShouldBe((await Node.Configuration.LoadAsync()).Partners.Select(static one => one.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task Endpoint_keys_are_given_once_over_all_nodes()
    {
        var keys = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Task.Run(async () => await (n % 2 == 0 ? Node : Other).Configuration.NextEndpointKeyAsync())));

        keys.Append(Endpoint.Key).Distinct().Count().ShouldBe(101);
    }

    [Fact]
    public async Task Of_two_nodes_that_write_a_value_first_one_does()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(
            async () => await (n % 2 == 0 ? Node : Other).Configuration.WriteMetaAsync("a", expected: null, [(byte)n]))));

        written.Count(static one => one).ShouldBe(1);
        (await Node.Configuration.ReadMetaAsync("a")).ShouldBe(await Other.Configuration.ReadMetaAsync("a"));
    }

    private static async Task Changed(StoreNode node, Func<Task> change)
    {
        while (true)
        {
            try
            {
                await change();
                return;
            }
            catch (StaleConfigurationException)
            {
                _ = await node.Configuration.ChangesAsync();
            }
        }
    }

    private async Task Change(string change, ApiKey key)
    {
        var configuration = Other.Configuration;
        var row = (await Node.Configuration.LoadAsync()).Endpoints.Single(one => one.Key == Endpoint.Key);
        switch (change)
        {
            case "add partner":
                (await configuration.AddPartnerAsync(new(0, "ptn_c", "C", SelfService: false, Now))).ShouldNotBeNull();
                break;
            case "add key":
                await configuration.AddApiKeyAsync(AKey(Partner.Key));
                break;
            case "remove key":
                (await configuration.RemoveApiKeyAsync(key.Id)).ShouldBeTrue();
                break;
            case "add endpoint":
                var added = Rows.Endpoint(Partner, await configuration.NextEndpointKeyAsync(), Now);
                await configuration.AddEndpointAsync(added, Rows.Secret(added.Key, 1, Now));
                break;
            case "rotate":
                await configuration.RotateSecretAsync(Rows.Secret(Endpoint.Key, 2, Now), Now.AddHours(1), Now);
                break;
            default:
                await configuration.UpdateEndpointAsync(row with { Status = change == "delete endpoint" ? EndpointStatus.Deleted : EndpointStatus.Disabled }, Now);
                break;
        }
    }

    /// <summary>All that is stored, in a form that can be compared. The node that reads it is level with the store afterwards.</summary>
    private static async Task<string> Shown(StoreNode node)
    {
        var rows = await node.Configuration.LoadAsync();
        return string.Join('\n', [
            .. rows.Partners.Select(static one => one.Id),
            .. rows.Keys.Select(static one => one.Id.ToString()).Order(StringComparer.Ordinal),
            .. rows.Endpoints.Select(static one => $"{one.Id} {one.Status}"),
            .. rows.Secrets.Select(static one => $"{one.EndpointKey} {one.Version} {one.ExpiresAt}").Order(StringComparer.Ordinal),
        ]);
    }

    private ApiKey AKey(long? partnerKey)
    {
        var id = ApiKeyId.New(Now);
        return new(id, partnerKey, ApiKeyScope.Publisher, id.Value.ToByteArray(), Now);
    }
}
