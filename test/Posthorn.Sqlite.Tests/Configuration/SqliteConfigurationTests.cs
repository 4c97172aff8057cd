using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Configuration;

public sealed class SqliteConfigurationTests : IDisposable
{
    private readonly ColdStore _store = new();

    [Fact]
    public async Task What_was_stored_is_there_after_a_restart()
    {
        var partner = await _store.AddPartner();
        var endpoint = await _store.AddEndpoint(partner);
        var key = new ApiKey(ApiKeyId.New(ColdStore.Noon), partner.Key, ApiKeyScope.Publisher, new byte[] { 7, 7, 7 }, ColdStore.Noon);
        await _store.Configuration.AddApiKeyAsync(key);

        _store.Restart();
        var rows = await _store.Configuration.LoadAsync();

        rows.Partners[^1].ShouldBe(partner);
        rows.Endpoints.ShouldHaveSingleItem().ShouldBe(endpoint with { SealedHeaders = rows.Endpoints[0].SealedHeaders });
        rows.Secrets.ShouldHaveSingleItem().Sealed.ToArray().ShouldBe([1, 2, 1]);
        var read = rows.Keys.ShouldHaveSingleItem();
        read.Hash.ToArray().ShouldBe([7, 7, 7]);
        (read with { Hash = key.Hash }).ShouldBe(key);
    }

    [Fact]
    public async Task Every_part_of_an_endpoint_comes_back_as_it_was()
    {
        var partner = await _store.AddPartner();
        var endpoint = await _store.AddEndpoint(partner);
        var changed = endpoint with
        {
            Url = "https://other.example/x",
            Profile = "suki",
            EventTypes = "session.completed,session.failed",
            Schedule = "5,60",
            Timeout = TimeSpan.FromSeconds(7),
            MaxConcurrency = 3,
            RatePerSecond = 0.5,
            SealedHeaders = new byte[] { 9 },
            Status = EndpointStatus.Disabled,
            DisabledReason = "by_request",
        };

        await _store.Configuration.UpdateEndpointAsync(changed, ColdStore.Noon);

        var read = (await _store.Configuration.LoadAsync()).Endpoints.ShouldHaveSingleItem();
        read.SealedHeaders.ToArray().ShouldBe([9]);
        (read with { SealedHeaders = changed.SealedHeaders }).ShouldBe(changed);
    }

    [Fact]
    public async Task A_partners_id_is_given_once()
    {
        _ = await _store.AddPartner();

        (await _store.Configuration.AddPartnerAsync(new(0, "ptn_a", "Another", SelfService: false, ColdStore.Noon))).ShouldBeNull();
        (await _store.Configuration.AddPartnerAsync(new(0, Partner.OperatorId, "Not the operator", SelfService: false, ColdStore.Noon))).ShouldBeNull();
    }

    [Fact]
    public async Task A_removed_key_is_gone_and_cannot_be_removed_again()
    {
        var key = new ApiKey(ApiKeyId.New(ColdStore.Noon), null, ApiKeyScope.Operator, new byte[] { 1 }, ColdStore.Noon);
        await _store.Configuration.AddApiKeyAsync(key);

        (await _store.Configuration.RemoveApiKeyAsync(key.Id)).ShouldBeTrue();
        (await _store.Configuration.RemoveApiKeyAsync(key.Id)).ShouldBeFalse();
        (await _store.Configuration.LoadAsync()).Keys.ShouldBeEmpty();
    }

    [Fact]
    public async Task Endpoint_keys_are_never_given_twice_not_even_after_a_restart()
    {
        var partner = await _store.AddPartner();
        var first = await _store.AddEndpoint(partner);
        var reserved = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _store.Configuration.NextEndpointKeyAsync().AsTask()));
        reserved.Append(first.Key).Distinct().Count().ShouldBe(21);

        _store.Restart();
        (await _store.Configuration.NextEndpointKeyAsync()).ShouldBeGreaterThan(first.Key);
    }

    [Fact]
    public async Task FO1_a_deleted_endpoint_ends_what_waits_and_leaves_what_a_lane_holds()
    {
        var partner = await _store.AddPartner();
        var (endpoint, other) = (await _store.AddEndpoint(partner), await _store.AddEndpoint(partner));
        var waiting = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Pending);
        var held = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Pending, dueAt: long.MaxValue);
        var delivered = _store.AddDelivery(_store.AddEvent(partner), endpoint);
        var others = _store.AddDelivery(_store.AddEvent(partner), other, DeliveryState.Pending);
        var job = new ReplayJob(
            ReplayJobId.New(ColdStore.Noon), endpoint.Key, ColdStore.Noon, ColdStore.Noon, ReplayStates.Dead, ReplayJobState.Running,
            0, ReplayJob.LastEvent, 0, 0, 0, ColdStore.Noon, null);
        await _store.Replays.AddJobAsync(job);

        await _store.Configuration.UpdateEndpointAsync(endpoint with { Status = EndpointStatus.Deleted }, ColdStore.Noon.AddHours(1));

        var ended = await Find(waiting);
        (ended.State, ended.DueAt, ended.LastOutcome, ended.ChangedAt)
            .ShouldBe((DeliveryState.Cancelled, null, "endpoint_deleted", ColdStore.Noon.AddHours(1)));
        (await Find(held)).InFlight.ShouldBeTrue();
        (await Find(delivered)).State.ShouldBe(DeliveryState.Delivered);
        (await Find(others)).State.ShouldBe(DeliveryState.Pending);
        (await _store.Replays.UnfinishedJobsAsync()).ShouldBeEmpty();
        (await _store.Configuration.LoadAsync()).Secrets.ShouldHaveSingleItem().EndpointKey.ShouldBe(other.Key);
    }

    [Fact]
    public async Task FO1_more_than_one_commit_may_hold_are_ended_all_the_same()
    {
        var partner = await _store.AddPartner();
        var endpoint = await _store.AddEndpoint(partner);
        _store.AddMany(partner, (2 * CancelWaiting.Most) + 1, endpoint, DeliveryState.Pending);

        await _store.Configuration.UpdateEndpointAsync(endpoint with { Status = EndpointStatus.Deleted }, ColdStore.Noon);

        (await _store.History.BacklogAsync(CancellationToken.None)).Pending.ShouldBe(0);
    }

    [Fact]
    public async Task A_rotation_lets_the_others_expire_at_the_sooner_end_and_forgets_those_that_have()
    {
        var endpoint = await _store.AddEndpoint(await _store.AddPartner());
        var now = ColdStore.Noon;

        await _store.Configuration.RotateSecretAsync(ColdStore.ASecret(endpoint.Key, 2), now.AddHours(168), now);
        await _store.Configuration.RotateSecretAsync(ColdStore.ASecret(endpoint.Key, 3), now.AddHours(2), now.AddHours(1));
        (await Expiries()).ShouldBe([(3, null), (2, now.AddHours(2)), (1, now.AddHours(2))]);

        await _store.Configuration.RotateSecretAsync(ColdStore.ASecret(endpoint.Key, 4), now.AddHours(9), now.AddHours(2));
        (await Expiries()).ShouldBe([(4, null), (3, now.AddHours(9))]);

        await _store.Configuration.RotateSecretAsync(ColdStore.ASecret(endpoint.Key, 5), now.AddHours(3), now.AddHours(3));
        (await Expiries()).ShouldBe([(5, null)]);
    }

    [Fact]
    public async Task Values_of_the_store_itself_are_kept_by_name()
    {
        (await _store.Configuration.ReadMetaAsync("a")).ShouldBeNull();

        (await _store.Configuration.WriteMetaAsync("a", null, [1])).ShouldBeTrue();
        (await _store.Configuration.WriteMetaAsync("a", null, [3])).ShouldBeFalse();
        (await _store.Configuration.WriteMetaAsync("a", [9], [3])).ShouldBeFalse();
        (await _store.Configuration.WriteMetaAsync("a", [1], [2])).ShouldBeTrue();

        (await _store.Configuration.ReadMetaAsync("a")).ShouldBe([2]);
    }

    public void Dispose() => _store.Dispose();

    private async Task<Delivery.Storage.DeliveryView> Find(DeliveryId id) =>
        (await _store.History.FindDeliveryAsync(id, CancellationToken.None)).ShouldNotBeNull();

    private async Task<IEnumerable<(int, DateTimeOffset?)>> Expiries() =>
        (await _store.Configuration.LoadAsync()).Secrets.Select(static secret => (secret.Version, secret.ExpiresAt));
}
