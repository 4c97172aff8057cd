using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;

namespace Posthorn.Conformance.Configuration;

/// <summary>F-O1: a deleted endpoint ends what waits for it, and leaves what a lane holds to the lane.</summary>
public abstract class DeletionPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task F_O1_What_waits_is_cancelled_and_all_else_is_left_as_it_is()
    {
        var other = await AddEndpoint();
        _ = await Append(5);
        var claimed = (await Claim(limit: 4)).Deliveries;
        _ = await Deliver(claimed[0]);
        _ = await Settle(claimed[1], Down, Dead);
        _ = await Settle(claimed[2], Down, Again(TimeSpan.FromDays(3)));
        var others = (await Append(1, [other])).Single().Deliveries.Single().Id;
        var before = (await Views()).ToDictionary(static view => view.Id);
        Now = Now.AddHours(1);

        await SetStatus(Endpoint, EndpointStatus.Deleted);

        var cancelled = (await Views()).Where(static view => view.State == DeliveryState.Cancelled).ToList();
        cancelled.Count.ShouldBe(2);
        cancelled.ShouldContain(view => view.Id == claimed[2].Id && view.Attempts == 1);
        cancelled.ShouldAllBe(view => view.DueAt == null && !view.InFlight && view.LastOutcome == "endpoint_deleted" && view.ChangedAt == Now);
        foreach (var id in (DeliveryId[])[claimed[0].Id, claimed[1].Id, claimed[3].Id, others])
        {
            (await View(id)).ShouldBe(before[id]);
        }

        (await View(claimed[3].Id)).InFlight.ShouldBeTrue();
        (await Attempts(claimed[2].Id)).ShouldHaveSingleItem();
        (await Claim(of: other)).Deliveries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task F_O1_What_a_lane_holds_ends_as_the_lane_says()
    {
        _ = await Append(3);
        var held = (await Claim()).Deliveries;
        await SetStatus(Endpoint, EndpointStatus.Deleted);

        (await Deliver(held[0])).Held.ShouldBeTrue();
        (await Settle(held[1], Down, new Delivery.Scheduling.NextStep.Cancelled("endpoint_deleted"))).Held.ShouldBeTrue();
        await Node.Lanes.ReleaseAsync([held[2]], Now);

        // What is given back after the deletion waits for a lane that sends no more, and its upkeep finds it.
        Now = Now.AddSeconds(1);
        var left = (await Node.Lanes.ExpireAsync(new(Endpoint.Key, TimeSpan.Zero, TimeSpan.Zero, default, LookAt: 10), Now)).Deliveries.ShouldHaveSingleItem();
        (await Node.Lanes.SettleAsync(new(left, Attempt: null, new Delivery.Scheduling.NextStep.Cancelled("endpoint_deleted"), Now))).Held.ShouldBeTrue();
        (await Views()).Select(static view => view.State).ShouldBe([DeliveryState.Delivered, DeliveryState.Cancelled, DeliveryState.Cancelled], ignoreOrder: true);
    }

    [Fact]
    public async Task F_O1_Thousands_that_wait_are_cancelled_before_the_call_returns()
    {
        for (var i = 0; i < 5; i++)
        {
            _ = await Append(1_000);
        }

        await SetStatus(Endpoint, EndpointStatus.Deleted);

        (await Node.History.BacklogAsync(CancellationToken.None)).Pending.ShouldBe(0);
        (await Views()).Count(static view => view.State == DeliveryState.Cancelled).ShouldBe(5_000);
    }

    [Fact]
    public async Task F_O1_Its_secrets_are_forgotten_and_its_row_stays_for_the_deliveries_that_name_it()
    {
        var other = await AddEndpoint();
        await Node.Configuration.RotateSecretAsync(Rows.Secret(Endpoint.Key, 2, Now), Now.AddDays(1), Now);

        await SetStatus(Endpoint, EndpointStatus.Deleted);

        var rows = await Node.Configuration.LoadAsync();
        rows.Secrets.ShouldHaveSingleItem().EndpointKey.ShouldBe(other.Key);
        rows.Endpoints.Single(one => one.Key == Endpoint.Key).Status.ShouldBe(EndpointStatus.Deleted);
    }

    [Fact]
    public async Task F_O1_Its_replays_end_with_it()
    {
        var other = await AddEndpoint();
        foreach (var key in (long[])[Endpoint.Key, other.Key])
        {
            await Node.Replays.AddJobAsync(new(
                ReplayJobId.New(Now), key, DateTimeOffset.UnixEpoch, Now, ReplayStates.Dead, ReplayJobState.Running, 0, ReplayJob.LastEvent, 0, 0, 0, Now, null));
        }

        await SetStatus(Endpoint, EndpointStatus.Deleted);

        (await Node.Replays.UnfinishedJobsAsync()).ShouldHaveSingleItem().EndpointKey.ShouldBe(other.Key);
    }

    [Fact]
    public async Task F_O1_Appends_beside_a_deletion_leave_nothing_waiting()
    {
        for (var round = 0; round < 20; round++)
        {
            var endpoint = await AddEndpoint();
            var appending = Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
            {
                for (var i = 0; i < 5; i++)
                {
                    (await Append(1, [endpoint])).Count.ShouldBe(1);
                }
            })));

            await SetStatus(endpoint, EndpointStatus.Deleted);
            await appending;

            (await Claim(of: endpoint, dueBy: DateTimeOffset.MaxValue)).Deliveries.ShouldBeEmpty();
        }

        (await Node.History.BacklogAsync(CancellationToken.None)).Pending.ShouldBe(0);
    }
}
