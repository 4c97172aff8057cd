using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;

namespace Posthorn.Conformance.Configuration;

/// <summary>Partners, keys and endpoints come back as they were stored.</summary>
public abstract class ConfigurationPromises(StoreUnderTest store) : StorePromises(store)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_stored_is_there_after_a_start(bool afterACrash)
    {
        var other = await AddPartner("ptn_b");
        var publisher = AKey(Partner.Key, ApiKeyScope.Publisher);
        var operators = AKey(null, ApiKeyScope.Operator);
        await Node.Configuration.AddApiKeyAsync(publisher);
        await Node.Configuration.AddApiKeyAsync(operators);

        await (afterACrash ? CrashAsync() : RestartAsync());
        var rows = await Node.Configuration.LoadAsync();

        rows.Partners.Where(static one => !one.IsOperator).ShouldBe([Partner, other]);
        rows.Endpoints.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => (one.Key, one.Id, one.PartnerKey, one.CreatedAt).ShouldBe((Endpoint.Key, Endpoint.Id, Partner.Key, Endpoint.CreatedAt)),
            one => one.SealedHeaders.IsEmpty.ShouldBeTrue());
        rows.Secrets.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => (one.EndpointKey, one.Version, one.CreatedAt, one.ExpiresAt).ShouldBe((Endpoint.Key, 1, Endpoint.CreatedAt, null)),
            one => one.Sealed.ToArray().ShouldBe([1, 2, 1]));
        rows.Keys.Count.ShouldBe(2);
        foreach (var key in (ApiKey[])[publisher, operators])
        {
            var read = rows.Keys.Single(one => one.Id == key.Id);
            read.Hash.ToArray().ShouldBe(key.Hash.ToArray());
            (read with { Hash = key.Hash }).ShouldBe(key);
        }
    }

    [Fact]
    public async Task The_operator_is_there_from_the_first_start_on_and_stays_the_same()
    {
        var first = (await Node.Configuration.LoadAsync()).Partners.Single(static one => one.IsOperator);

        await RestartAsync();

        (await Node.Configuration.LoadAsync()).Partners.Single(static one => one.IsOperator).Key.ShouldBe(first.Key);
    }

    [Fact]
    public async Task Every_part_of_an_endpoint_comes_back_as_it_was()
    {
        var row = (await Node.Configuration.LoadAsync()).Endpoints.Single();
        var changed = row with
        {
            Url = "https://other.example/x?a='b'",
            Profile = "suki",
            EventTypes = "session.completed,session.failed",
            Schedule = "5,60",
            Timeout = TimeSpan.FromSeconds(7),
            MaxConcurrency = 3,
            RatePerSecond = 0.5,
            SealedHeaders = new byte[] { 9, 0, 255 },
            Status = EndpointStatus.Disabled,
            DisabledReason = "by_request",
        };

        await Node.Configuration.UpdateEndpointAsync(changed, Now);
        await ShouldBeStored(changed);

        await Node.Configuration.UpdateEndpointAsync(row, Now);
        await ShouldBeStored(row);
    }

    [Fact]
    public async Task Endpoints_and_partners_are_loaded_in_the_order_in_which_they_were_made()
    {
        var others = new List<Endpoint>();
        for (var i = 0; i < 20; i++)
        {
            others.Add(await AddEndpoint(await AddPartner($"ptn_{20 - i}")));
        }

        var rows = await Node.Configuration.LoadAsync();

        rows.Endpoints.Select(static one => one.Key).ShouldBe([Endpoint.Key, .. others.Select(static one => one.Key)]);
        rows.Partners.Where(static one => !one.IsOperator).Select(static one => one.Key).ShouldBe([Partner.Key, .. others.Select(static one => one.Partner.Key)]);
    }

    [Fact]
    public async Task A_partner_s_id_is_given_once()
    {
        (await Node.Configuration.AddPartnerAsync(Partner with { Key = 0, Name = "Another" })).ShouldBeNull();
        (await Node.Configuration.AddPartnerAsync(Partner with { Key = 0, Id = Partner.OperatorId })).ShouldBeNull();

        (await Node.Configuration.LoadAsync()).Partners.Single(one => one.Id == Partner.Id).ShouldBe(Partner);
    }

    [Fact]
    public async Task A_removed_key_is_gone_and_cannot_be_removed_again()
    {
        var key = AKey(null, ApiKeyScope.Operator);
        await Node.Configuration.AddApiKeyAsync(key);

        (await Node.Configuration.RemoveApiKeyAsync(key.Id)).ShouldBeTrue();
        (await Node.Configuration.RemoveApiKeyAsync(key.Id)).ShouldBeFalse();
        (await Node.Configuration.LoadAsync()).Keys.ShouldBeEmpty();

        await RestartAsync();
        (await Node.Configuration.LoadAsync()).Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task Endpoint_keys_are_never_given_twice_not_even_after_a_restart()
    {
        var reserved = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Node.Configuration.NextEndpointKeyAsync().AsTask()));
        reserved.Append(Endpoint.Key).Distinct().Count().ShouldBe(21);

        await RestartAsync();
        (await Node.Configuration.NextEndpointKeyAsync()).ShouldBeGreaterThan(Endpoint.Key);
    }

    [Fact]
    public async Task A_rotation_lets_the_others_expire_at_the_sooner_end_and_forgets_those_that_have()
    {
        await Rotate(2, 0, othersExpireAfter: 168);
        await Rotate(3, 1, othersExpireAfter: 1);
        (await Expiries()).ShouldBe([(3, null), (2, Now.AddHours(2)), (1, Now.AddHours(2))], ignoreOrder: true);

        await Rotate(4, 2, othersExpireAfter: 7);
        (await Expiries()).ShouldBe([(4, null), (3, Now.AddHours(9))], ignoreOrder: true);

        await Rotate(5, 3, othersExpireAfter: 0);
        (await Expiries()).ShouldBe([(5, null)]);
    }

    [Fact]
    public async Task Values_of_the_store_itself_are_kept_by_name_and_replaced_only_as_they_were_known()
    {
        (await Node.Configuration.ReadMetaAsync("a")).ShouldBeNull();
        (await Node.Configuration.WriteMetaAsync("a", expected: [1], [2])).ShouldBeFalse();

        (await Node.Configuration.WriteMetaAsync("a", expected: null, [1])).ShouldBeTrue();
        (await Node.Configuration.WriteMetaAsync("a", expected: null, [3])).ShouldBeFalse();
        (await Node.Configuration.WriteMetaAsync("a", expected: [9], [3])).ShouldBeFalse();
        (await Node.Configuration.WriteMetaAsync("b", expected: null, [4])).ShouldBeTrue();
        (await Node.Configuration.WriteMetaAsync("a", expected: [1], [2])).ShouldBeTrue();
        await RestartAsync();

        (await Node.Configuration.ReadMetaAsync("a")).ShouldBe([2]);
        (await Node.Configuration.ReadMetaAsync("b")).ShouldBe([4]);
    }

    [Fact]
    public async Task Of_many_who_write_a_value_first_one_does()
    {
        var written = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(
            async () => await Node.Configuration.WriteMetaAsync("a", expected: null, [(byte)n]))));

        written.Count(static one => one).ShouldBe(1);
        (await Node.Configuration.ReadMetaAsync("a")).ShouldBe([(byte)written.IndexOf(true)]);
    }

    [Fact]
    public async Task What_a_node_changes_itself_is_no_news_to_it()
    {
        _ = await Node.Configuration.LoadAsync();
        _ = await AddEndpoint(await AddPartner("ptn_b"));
        await Node.Configuration.AddApiKeyAsync(AKey(null, ApiKeyScope.Operator));
        await SetStatus(Endpoint, EndpointStatus.Disabled);

        (await Node.Configuration.ChangesAsync()).ShouldBeNull();
    }

    private ApiKey AKey(long? partnerKey, ApiKeyScope scope)
    {
        var id = ApiKeyId.New(Now);
        return new(id, partnerKey, scope, id.Value.ToByteArray(), Now);
    }

    private async Task ShouldBeStored(Delivery.Storage.EndpointRow row)
    {
        var read = (await Node.Configuration.LoadAsync()).Endpoints.ShouldHaveSingleItem();
        read.SealedHeaders.ToArray().ShouldBe(row.SealedHeaders.ToArray());
        (read with { SealedHeaders = row.SealedHeaders }).ShouldBe(row);
    }

    private async Task Rotate(int version, int hour, int othersExpireAfter)
    {
        var at = Now.AddHours(hour);
        await Node.Configuration.RotateSecretAsync(Rows.Secret(Endpoint.Key, version, at), at.AddHours(othersExpireAfter), at);
    }

    private async Task<IEnumerable<(int, DateTimeOffset?)>> Expiries() =>
        (await Node.Configuration.LoadAsync()).Secrets.Select(static secret => (secret.Version, secret.ExpiresAt));
}
