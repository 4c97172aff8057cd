using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Replay;

public sealed class ReplayDeliveryTests : IDisposable
{
    private static readonly DateTimeOffset Later = ColdStore.Noon.AddDays(1);

    private readonly ColdStore _store = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_delivery_that_has_ended_is_due_now_with_its_schedule_begun_afresh(int ended)
    {
        var (partner, endpoint) = await Endpoint();
        var place = _store.AddEvent(partner);
        var id = _store.AddDelivery(place, endpoint, (DeliveryState)ended, attempts: 6);

        (await _store.Replays.ReplayAsync(id, Later)).ShouldBe(ReplayOutcome.Due);

        var delivery = await Find(id);
        (delivery.State, delivery.DueAt, delivery.Attempts, delivery.ChangedAt).ShouldBe((DeliveryState.Pending, Later, 6, Later));
        _store.Write(connection => connection.Scalar("select uncounted || ' ' || schedule_start from deliveries")).ShouldBe($"6 {Later.ToUnixTimeMilliseconds()}");
    }

    [Fact]
    public async Task One_that_waits_is_due_now()
    {
        var (partner, endpoint) = await Endpoint();
        var id = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Pending, dueAt: Later.AddDays(1).ToUnixTimeMilliseconds());

        (await _store.Replays.ReplayAsync(id, Later)).ShouldBe(ReplayOutcome.Due);
        (await Find(id)).DueAt.ShouldBe(Later);
    }

    [Fact]
    public async Task FO6_one_that_a_lane_holds_is_left_alone()
    {
        var (partner, endpoint) = await Endpoint();
        var id = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Pending, dueAt: long.MaxValue);

        (await _store.Replays.ReplayAsync(id, Later)).ShouldBe(ReplayOutcome.InFlight);
        (await Find(id)).ChangedAt.ShouldBe(ColdStore.Noon);
    }

    [Fact]
    public async Task A_deleted_endpoint_gets_nothing_again_and_an_unknown_delivery_is_not_found()
    {
        var (partner, endpoint) = await Endpoint();
        var id = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Dead);
        await _store.Configuration.UpdateEndpointAsync(endpoint with { Status = EndpointStatus.Deleted }, Later);

        (await _store.Replays.ReplayAsync(id, Later)).ShouldBe(ReplayOutcome.EndpointGone);
        (await _store.Replays.ReplayAsync(DeliveryId.New(Later), Later)).ShouldBe(ReplayOutcome.NotFound);
        (await Find(id)).State.ShouldBe(DeliveryState.Dead);
    }

    public void Dispose() => _store.Dispose();

    private async Task<(Partner Partner, EndpointRow Endpoint)> Endpoint()
    {
        var partner = await _store.AddPartner();
        return (partner, await _store.AddEndpoint(partner));
    }

    private async Task<DeliveryView> Find(DeliveryId id) => (await _store.History.FindDeliveryAsync(id, CancellationToken.None)).ShouldNotBeNull();
}
