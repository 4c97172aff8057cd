using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Replay;

public sealed class RangeReplayTests : IDisposable
{
    private static readonly DateTimeOffset Now = ColdStore.Noon.AddDays(1);

    private readonly ColdStore _store = new();

    [Fact]
    public async Task A_range_takes_the_states_that_were_asked_for_and_no_others()
    {
        var (partner, endpoint, other) = await Endpoints();
        var ids = Enum.GetValues<DeliveryState>().ToDictionary(static state => state, state => _store.AddDelivery(_store.AddEvent(partner), endpoint, state));
        var others = _store.AddDelivery(_store.AddEvent(partner), other, DeliveryState.Dead);

        var job = await RunToEnd(await Add(endpoint, ReplayStates.Dead | ReplayStates.Cancelled), limit: 100);

        (job.State, job.Scanned, job.Replayed, job.Skipped, job.FinishedAt).ShouldBe((ReplayJobState.Finished, 5, 2, 0, Now));
        (await Find(ids[DeliveryState.Dead])).DueAt.ShouldBe(Now);
        (await Find(ids[DeliveryState.Cancelled])).DueAt.ShouldBe(Now);
        (await Find(ids[DeliveryState.Delivered])).State.ShouldBe(DeliveryState.Delivered);
        (await Find(ids[DeliveryState.Pending])).DueAt.ShouldBe(ColdStore.Noon);
        (await Find(others)).State.ShouldBe(DeliveryState.Dead);
    }

    [Fact]
    public async Task A_range_has_an_open_end_in_time_and_ends_with_the_event_that_was_last_when_it_was_asked_for()
    {
        var (partner, endpoint, _) = await Endpoints();
        DeliveryId Dead(int hour) => _store.AddDelivery(_store.AddEvent(partner, ColdStore.Noon.AddHours(hour)), endpoint, DeliveryState.Dead);
        var (early, first, last, late) = (Dead(0), Dead(1), Dead(2), Dead(3));

        var job = await Add(endpoint, ReplayStates.Dead, ColdStore.Noon.AddHours(1), ColdStore.Noon.AddHours(3));
        var afterwards = _store.AddDelivery(_store.AddEvent(partner, ColdStore.Noon.AddHours(2)), endpoint, DeliveryState.Dead);
        (await RunToEnd(job, limit: 2)).Replayed.ShouldBe(2);

        (await States(early, first, last, late, afterwards)).ShouldBe(
            [DeliveryState.Dead, DeliveryState.Pending, DeliveryState.Pending, DeliveryState.Dead, DeliveryState.Dead]);
    }

    [Fact]
    public async Task A_restart_between_steps_goes_on_where_the_last_step_ended()
    {
        var (partner, endpoint, _) = await Endpoints();
        for (var i = 0; i < 10; i++)
        {
            _ = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Dead);
        }

        var id = await Add(endpoint, ReplayStates.Dead);
        var half = await _store.Replays.StepAsync(id, 5, Now);
        _store.Restart();

        (await _store.Replays.UnfinishedJobsAsync()).ShouldHaveSingleItem().ShouldBe(half);
        var end = await RunToEnd(id, limit: 5);
        (end.Scanned, end.Replayed).ShouldBe((10, 10));
    }

    [Fact]
    public async Task A_step_that_was_rolled_back_is_taken_again_as_if_it_had_never_been()
    {
        var (partner, endpoint, _) = await Endpoints();
        var id = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Dead);
        _ = _store.AddEvent(partner);
        var job = await Add(endpoint, ReplayStates.Dead | ReplayStates.Missed);

        _store.Missed = _store.Missed with { BodyHash = static (_, _) => throw new InvalidOperationException("Dies in the middle of the step.") };
        _ = await Should.ThrowAsync<InvalidOperationException>(async () => await _store.Replays.StepAsync(job, 10, Now));
        (await Find(id)).State.ShouldBe(DeliveryState.Dead);
        (await _store.Replays.FindJobAsync(job, CancellationToken.None)).ShouldNotBeNull().Scanned.ShouldBe(0);

        _store.Missed = _store.Missed with { BodyHash = static (_, _) => 1 };
        (await _store.Replays.StepAsync(job, 10, Now)).Replayed.ShouldBe(2);
    }

    [Fact]
    public async Task Missed_events_become_deliveries_where_the_subscription_wants_them_and_the_profile_can_express_them()
    {
        var (partner, endpoint, other) = await Endpoints();
        var missed = _store.AddEvent(partner, type: "wanted");
        _ = _store.AddDelivery(missed, other);
        _ = _store.AddEvent(partner, type: "unwanted");
        _ = _store.AddEvent(partner, type: "inexpressible");
        _ = _store.AddDelivery(_store.AddEvent(partner, type: "wanted"), endpoint);
        _store.Missed = new(
            (key, type) => key == endpoint.Key && type != "unwanted",
            (_, @event) => @event.Type == "inexpressible" ? null : 4711);

        var job = await RunToEnd(await Add(endpoint, ReplayStates.Missed), limit: 2);

        (job.Scanned, job.Replayed, job.Skipped).ShouldBe((4, 1, 1));
        var created = (await _store.History.ListDeliveriesAsync(new(partner.Key, endpoint.Key, DeliveryState.Pending, null, 10), CancellationToken.None))
            .Deliveries.ShouldHaveSingleItem();
        (created.EventSequence, created.Attempts, created.DueAt).ShouldBe((missed, 0, Now));
        _store.Write(connection => connection.Scalar("select body_hash from deliveries where state = 0")).ShouldBe("4711");
    }

    [Fact]
    public async Task The_same_range_twice_sends_nothing_twice_that_is_still_open()
    {
        var (partner, endpoint, _) = await Endpoints();
        _ = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Dead);
        _ = _store.AddEvent(partner);
        const ReplayStates Both = ReplayStates.Dead | ReplayStates.Missed;

        (await RunToEnd(await Add(endpoint, Both), 10)).Replayed.ShouldBe(2);
        (await RunToEnd(await Add(endpoint, Both), 10)).Replayed.ShouldBe(0);
    }

    [Fact]
    public async Task A_cancelled_job_does_no_more()
    {
        var (partner, endpoint, _) = await Endpoints();
        var id = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Dead);
        var job = await Add(endpoint, ReplayStates.Dead);

        (await _store.Replays.CancelJobAsync(job, Now)).ShouldBeTrue();
        (await _store.Replays.CancelJobAsync(job, Now)).ShouldBeFalse();

        (await _store.Replays.StepAsync(job, 10, Now)).State.ShouldBe(ReplayJobState.Cancelled);
        (await Find(id)).State.ShouldBe(DeliveryState.Dead);
    }

    [Fact]
    public async Task A_job_ends_with_its_endpoint()
    {
        var (partner, endpoint, _) = await Endpoints();
        var id = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Dead);
        var job = await Add(endpoint, ReplayStates.Dead);
        await _store.Configuration.UpdateEndpointAsync(endpoint with { Status = EndpointStatus.Deleted }, Now);

        (await _store.Replays.StepAsync(job, 10, Now)).State.ShouldBe(ReplayJobState.Cancelled);
        (await Find(id)).State.ShouldBe(DeliveryState.Dead);
    }

    public void Dispose() => _store.Dispose();

    private async Task<(Partner Partner, EndpointRow Endpoint, EndpointRow Other)> Endpoints()
    {
        var partner = await _store.AddPartner();
        return (partner, await _store.AddEndpoint(partner), await _store.AddEndpoint(partner));
    }

    private async Task<ReplayJobId> Add(EndpointRow endpoint, ReplayStates states, DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        var id = ReplayJobId.New(Now);
        await _store.Replays.AddJobAsync(new(
            id, endpoint.Key, since ?? DateTimeOffset.UnixEpoch, until ?? Now, states, ReplayJobState.Running, 0, ReplayJob.LastEvent, 0, 0, 0, Now, null));
        return id;
    }

    private async Task<ReplayJob> RunToEnd(ReplayJobId id, int limit)
    {
        while (true)
        {
            var job = await _store.Replays.StepAsync(id, limit, Now);
            if (job.State != ReplayJobState.Running)
            {
                return job;
            }
        }
    }

    private async Task<DeliveryView> Find(DeliveryId id) => (await _store.History.FindDeliveryAsync(id, CancellationToken.None)).ShouldNotBeNull();

    private async Task<IEnumerable<DeliveryState>> States(params DeliveryId[] ids)
    {
        var states = new List<DeliveryState>();
        foreach (var id in ids)
        {
            states.Add((await Find(id)).State);
        }

        return states;
    }
}
