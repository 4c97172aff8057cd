using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Configuration;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Leases;

namespace Posthorn.Postgres.Tests.Configuration;

/// <summary>Two nodes, one configuration: each learns what the other has changed, and changes nothing that it has not seen.</summary>
[Collection(SharedPostgres.Name)]
public sealed class SharedConfigurationTests(SharedPostgres postgres) : IAsyncLifetime
{
    private TwoNodes _nodes = null!;

    private PostgresConfiguration First => _nodes.First.Configuration;

    private PostgresConfiguration Second => _nodes.Second.Configuration;

    public async ValueTask InitializeAsync()
    {
        _nodes = await TwoNodes.StartAsync(postgres);
        _ = await First.LoadAsync();
        _ = await Second.LoadAsync();
    }

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task A_node_learns_what_another_has_changed_and_not_what_it_changed_itself()
    {
        var partner = (await First.AddPartnerAsync(ConfigurationRigs.Partner("ptn_a"))).ShouldNotBeNull();
        var key = ConfigurationRigs.Key(partner, hash: 1);
        await First.AddApiKeyAsync(key);
        var endpoint = await ConfigurationRigs.AddEndpointAsync(First, partner);

        var changes = (await Second.ChangesAsync()).ShouldNotBeNull();

        changes.Rows.Partners.ShouldHaveSingleItem().ShouldBe(ConfigurationRigs.Partner("ptn_a") with { Key = partner });
        changes.Rows.Keys.ShouldHaveSingleItem().Id.ShouldBe(key.Id);
        changes.Rows.Endpoints.ShouldHaveSingleItem().Id.ShouldBe(endpoint.Id);
        changes.Rows.Secrets.ShouldHaveSingleItem().EndpointKey.ShouldBe(endpoint.Key);
        (await Second.ChangesAsync()).ShouldBeNull();
        (await First.ChangesAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_key_that_one_node_revokes_opens_nothing_on_the_other_once_it_has_looked()
    {
        var partner = (await First.AddPartnerAsync(ConfigurationRigs.Partner("ptn_a"))).ShouldNotBeNull();
        var key = ConfigurationRigs.Key(partner, hash: 1);
        await First.AddApiKeyAsync(key);
        _ = await Second.ChangesAsync();

        (await First.RemoveApiKeyAsync(key.Id)).ShouldBeTrue();

        (await Second.ChangesAsync())!.Revoked.ShouldBe([key.Id]);
        (await First.RemoveApiKeyAsync(key.Id)).ShouldBeFalse();
        (await Second.LoadAsync()).Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_by_a_node_that_has_not_seen_the_last_one_is_refused_and_stores_nothing()
    {
        var partner = (await First.AddPartnerAsync(ConfigurationRigs.Partner("ptn_a"))).ShouldNotBeNull();
        var endpoint = await ConfigurationRigs.AddEndpointAsync(First, partner);

        await Should.ThrowAsync<StaleConfigurationException>(async () => await Second.AddPartnerAsync(ConfigurationRigs.Partner("ptn_b")));
        await Should.ThrowAsync<StaleConfigurationException>(async () => await Second.AddApiKeyAsync(ConfigurationRigs.Key(partner, hash: 2)));
        await Should.ThrowAsync<StaleConfigurationException>(async () => await Second.RemoveApiKeyAsync(ApiKeyId.New(ConfigurationRigs.Moment)));
        await Should.ThrowAsync<StaleConfigurationException>(async () => await ConfigurationRigs.AddEndpointAsync(Second, partner));
        await Should.ThrowAsync<StaleConfigurationException>(
            async () => await Second.UpdateEndpointAsync(endpoint with { Status = EndpointStatus.Deleted }, ConfigurationRigs.Moment));
        await Should.ThrowAsync<StaleConfigurationException>(
            async () => await Second.RotateSecretAsync(ConfigurationRigs.Secret(endpoint.Key, 2), ConfigurationRigs.Moment, ConfigurationRigs.Moment));

        var stored = await First.LoadAsync();
        stored.Partners.Count.ShouldBe(2);
        stored.Keys.ShouldBeEmpty();
        stored.Endpoints.ShouldHaveSingleItem().Status.ShouldBe(EndpointStatus.Enabled);
        stored.Secrets.ShouldHaveSingleItem().Version.ShouldBe(1);

        _ = await Second.ChangesAsync();
        (await Second.AddPartnerAsync(ConfigurationRigs.Partner("ptn_b"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_nodes_that_change_at_once_each_change_is_made_once_and_none_is_lost()
    {
        const int Each = 20;
        await Task.WhenAll(AddAsync(First, "a"), AddAsync(First, "b"), AddAsync(Second, "c"), AddAsync(Second, "d"));

        var partners = (await First.LoadAsync()).Partners.Where(partner => !partner.IsOperator).ToList();
        partners.Count.ShouldBe(4 * Each);
        (await Sql.ScalarAsync<long>(_nodes.Database, "select count(distinct version) from partners where version > 0")).ShouldBe(4 * Each);

        static async Task AddAsync(PostgresConfiguration configuration, string name)
        {
            for (var i = 0; i < Each;)
            {
                try
                {
                    (await configuration.AddPartnerAsync(ConfigurationRigs.Partner($"{name}{i}"))).ShouldNotBeNull();
                    i++;
                }
                catch (StaleConfigurationException)
                {
                    _ = await configuration.ChangesAsync();
                }
            }
        }
    }

    [Fact]
    public async Task A_node_that_reads_while_others_write_sees_each_endpoint_with_its_secret_and_misses_none()
    {
        const int Many = 60;
        var partner = (await First.AddPartnerAsync(ConfigurationRigs.Partner("ptn_a"))).ShouldNotBeNull();
        var seen = new List<ConfigurationChanges>();
        var adding = AddAsync();

        while (seen.Sum(changes => changes.Rows.Endpoints.Count) < Many)
        {
            if (await Second.ChangesAsync() is { } changes)
            {
                seen.Add(changes);
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        await adding;
        seen.ShouldAllBe(changes => changes.Rows.Endpoints.Select(endpoint => endpoint.Key).SequenceEqual(changes.Rows.Secrets.Select(secret => secret.EndpointKey)));
        seen.SelectMany(changes => changes.Rows.Endpoints).Select(endpoint => endpoint.Key).ShouldBeUnique();

        async Task AddAsync()
        {
            for (var i = 0; i < Many; i++)
            {
                _ = await ConfigurationRigs.AddEndpointAsync(First, partner);
            }
        }
    }

    [Fact]
    public async Task A_rotation_reaches_the_other_node_with_all_secrets_of_the_endpoint()
    {
        var partner = (await First.AddPartnerAsync(ConfigurationRigs.Partner("ptn_a"))).ShouldNotBeNull();
        var endpoint = await ConfigurationRigs.AddEndpointAsync(First, partner);
        _ = await Second.ChangesAsync();

        await First.RotateSecretAsync(ConfigurationRigs.Secret(endpoint.Key, 2), ConfigurationRigs.Moment.AddDays(1), ConfigurationRigs.Moment);

        var changes = (await Second.ChangesAsync()).ShouldNotBeNull();
        changes.Rows.Endpoints.ShouldHaveSingleItem().Key.ShouldBe(endpoint.Key);
        changes.Rows.Secrets.Select(secret => (secret.Version, secret.ExpiresAt)).ShouldBe([(2, null), (1, ConfigurationRigs.Moment.AddDays(1))]);
    }

    [Fact]
    public async Task A_configuration_that_went_back_to_a_backup_is_read_anew()
    {
        _ = await First.AddPartnerAsync(ConfigurationRigs.Partner("ptn_a"));
        await Sql.ExecuteAsync(_nodes.Database, "update configuration set version = 0");

        (await First.ChangesAsync())!.Rows.Partners.Count.ShouldBe(2);
        (await First.AddPartnerAsync(ConfigurationRigs.Partner("ptn_b"))).ShouldNotBeNull();
    }

    [Fact]
    public async Task Of_nodes_that_begin_a_value_at_once_the_first_wins_and_the_others_are_told()
    {
        var began = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? First : Second).WriteMetaAsync("check", null, [(byte)i]).AsTask()));

        began.Count(won => won).ShouldBe(1);
        (await Second.ReadMetaAsync("check"))!.ShouldHaveSingleItem().ShouldBe((byte)Array.IndexOf(began, true));
    }
}
