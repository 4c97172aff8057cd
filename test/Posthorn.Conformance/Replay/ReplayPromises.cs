using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Conformance.Replay;

/// <summary>A person asks for one delivery again.</summary>
public abstract class ReplayPromises(StoreUnderTest store) : StorePromises(store)
{
    [Theory]
    [InlineData((int)DeliveryState.Delivered)]
    [InlineData((int)DeliveryState.Dead)]
    [InlineData((int)DeliveryState.Cancelled)]
    public async Task A_delivery_that_has_ended_is_due_now_with_its_schedule_begun_afresh(int state)
    {
        var ended = await Ended((DeliveryState)state, attempts: 3);
        Now = Now.AddDays(1);

        (await Node.Replays.ReplayAsync(ended.Id, Now)).ShouldBe(ReplayOutcome.Due);

        var view = await View(ended.Id);
        (view.State, view.DueAt, view.InFlight, view.Attempts, view.ChangedAt).ShouldBe((DeliveryState.Pending, Now, false, 3, Now));
        Now = Now.AddHours(1);
        (await ClaimOne()).ShouldSatisfyAllConditions(
            next => next.Id.ShouldBe(ended.Id),
            next => (next.Attempt, next.AttemptInSchedule, next.Uncounted).ShouldBe((4, 1, 3)),
            next => next.ScheduleStart.ShouldBe(Now),
            next => next.BodyHash.ShouldBe(ended.BodyHash),
            next => next.Data.IsEmpty.ShouldBeFalse());
        (await Attempts(ended.Id)).Select(static one => one.Number).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task One_that_waits_is_due_now_and_its_schedule_too_begins_afresh()
    {
        var waiting = await AppendAndClaim();
        _ = await Settle(waiting, Down, Again(TimeSpan.FromDays(2)));
        Now = Now.AddDays(1);

        (await Node.Replays.ReplayAsync(waiting.Id, Now)).ShouldBe(ReplayOutcome.Due);

        (await View(waiting.Id)).DueAt.ShouldBe(Now);
        (await ClaimOne()).AttemptInSchedule.ShouldBe(1);
    }

    [Fact]
    public async Task F_O6_One_that_a_lane_holds_is_left_alone()
    {
        var held = await AppendAndClaim();
        var before = await Views();
        Now = Now.AddDays(1);

        (await Node.Replays.ReplayAsync(held.Id, Now)).ShouldBe(ReplayOutcome.InFlight);

        (await Views()).ShouldBe(before);
        (await Deliver(held)).Held.ShouldBeTrue();
    }

    [Fact]
    public async Task A_deleted_endpoint_gets_nothing_again_and_an_unknown_delivery_is_not_found()
    {
        var dead = await Ended(DeliveryState.Dead);
        var cancelled = (await Append(1)).Single().Deliveries.Single().Id;
        await SetStatus(Endpoint, EndpointStatus.Deleted);

        (await Node.Replays.ReplayAsync(dead.Id, Now)).ShouldBe(ReplayOutcome.EndpointGone);
        (await Node.Replays.ReplayAsync(cancelled, Now)).ShouldBe(ReplayOutcome.EndpointGone);
        (await Node.Replays.ReplayAsync(DeliveryId.New(Now), Now)).ShouldBe(ReplayOutcome.NotFound);

        (await Views()).Select(static view => view.State).ShouldBe([DeliveryState.Dead, DeliveryState.Cancelled]);
    }

    [Fact]
    public async Task F_O7_Asked_twice_for_the_same_it_is_sent_once_more()
    {
        var dead = await Ended(DeliveryState.Dead);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await Node.Replays.ReplayAsync(dead.Id, Now))));

        outcomes.ShouldAllBe(outcome => outcome == ReplayOutcome.Due);
        (await ClaimOne()).Attempt.ShouldBe(2);
        (await Views()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task F_O6_A_replay_beside_claims_and_settlements_never_makes_two_of_one()
    {
        _ = await Append(50);
        var ids = (await Views()).Select(static view => view.Id).ToList();
        var replaying = Task.Run(async () =>
        {
            foreach (var id in ids.Concat(ids))
            {
                _ = await Node.Replays.ReplayAsync(id, Now);
            }
        });

        var claimed = new List<DueDelivery>();
        bool over;
        do
        {
            over = replaying.IsCompleted;
            foreach (var delivery in (await Claim(limit: 5)).Deliveries)
            {
                claimed.Add(delivery);
                (await Settle(delivery, Ok, NextStep.Delivered.Instance)).Held.ShouldBeTrue("nobody else may have got it");
            }
        }
        while (!over);

        await replaying;
        claimed.Select(static one => (one.Id, one.Attempt)).Distinct().Count().ShouldBe(claimed.Count);
        (await Views()).Select(static view => view.Id).ShouldBe(ids, ignoreOrder: true);
        (await Views()).ShouldAllBe(view => !view.InFlight && view.Attempts == claimed.Count(one => one.Id == view.Id));
    }

    private async Task<DueDelivery> Ended(DeliveryState state, int attempts = 1)
    {
        var held = await AppendAndClaim();
        for (var attempt = 1; attempt < attempts; attempt++)
        {
            _ = await Settle(held, Down, Again());
            held = await ClaimOne();
        }

        (await Settle(held, state == DeliveryState.Delivered ? Ok : Down, state switch
        {
            DeliveryState.Delivered => NextStep.Delivered.Instance,
            DeliveryState.Dead => Dead,
            _ => new NextStep.Cancelled("endpoint_deleted"),
        })).Held.ShouldBeTrue();
        return held;
    }
}
