using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Conformance.Recovering;

/// <summary>What a process held when it died is found by the next, each once, and settled as of unknown outcome.</summary>
public abstract class OrphanPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task F_P3_What_was_claimed_by_a_process_that_died_is_found_with_all_that_recovery_needs()
    {
        var claimed = await AppendAndClaim();
        _ = await Settle(claimed, Down, Again(charged: false));
        Now = Now.AddMinutes(1);
        claimed = await ClaimOne();
        Now = Now.AddMinutes(1);
        await CrashAsync();

        var orphan = (await Recover()).ShouldHaveSingleItem();

        orphan.Crashes.ShouldBe(0);
        var found = orphan.Delivery;
        (found.Id, found.EventId, found.EventSequence, found.EndpointKey).ShouldBe((claimed.Id, claimed.EventId, claimed.EventSequence, claimed.EndpointKey));
        (found.Attempt, found.Uncounted, found.ScheduleStart).ShouldBe((2, 1, claimed.ScheduleStart));
        (found.EventType, found.OccurredAt, found.BodyHash, found.Holder).ShouldBe((claimed.EventType, claimed.OccurredAt, claimed.BodyHash, claimed.Holder));
        (await Attempts(claimed.Id)).Select(static one => one.Outcome).ShouldBe(["answered_503", "outcome_unknown"]);
    }

    [Fact]
    public async Task F_P1_What_went_from_the_commit_into_memory_is_found_too()
    {
        var held = await AppendHeld(20);
        await CrashAsync();

        (await Recover()).Select(static one => one.Delivery.Id).ShouldBe(held.Select(static one => one.Id), ignoreOrder: true);
        (await Claim()).Deliveries.ShouldAllBe(delivery => delivery.Attempt == 2);
    }

    [Fact]
    public async Task Only_what_was_held_is_found()
    {
        _ = await Append(6);
        var held = (await Claim(limit: 5)).Deliveries;
        _ = await Deliver(held[0]);
        _ = await Settle(held[1], Down, Dead);
        _ = await Settle(held[2], Down, Again());
        await Node.Lanes.ReleaseAsync([held[3]], Now);
        await CrashAsync();

        (await Recover()).ShouldHaveSingleItem().Delivery.Id.ShouldBe(held[4].Id);
    }

    [Fact]
    public async Task A_node_s_own_claims_are_no_orphans()
    {
        (await Node.Lanes.OrphansAsync()).ShouldBeEmpty();
        _ = await AppendAndClaim();
        _ = await AppendHeld(3);

        (await Node.Lanes.OrphansAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task More_than_are_found_at_a_time_are_all_found_in_the_end()
    {
        for (var i = 0; i < 3; i++)
        {
            _ = await AppendHeld(1_000);
        }

        await CrashAsync();

        (await Recover()).Select(static one => one.Delivery.Id).Distinct().Count().ShouldBe(3_000);
        (await Views()).ShouldAllBe(view => !view.InFlight && view.Attempts == 1);
    }

    [Fact]
    public async Task What_was_found_and_not_settled_is_found_by_the_next_process()
    {
        _ = await AppendHeld(10);
        await CrashAsync();
        foreach (var orphan in (await Node.Lanes.OrphansAsync()).Take(3))
        {
            _ = await Settle(orphan.Delivery, Crashed, Again());
        }

        await CrashAsync();

        (await Recover()).Count.ShouldBe(7);
    }

    [Fact]
    public async Task Every_next_step_may_follow_from_a_crash()
    {
        var held = await AppendHeld(3);
        await CrashAsync();

        _ = await Recover(orphan => orphan.Id == held[0].Id ? Again() : orphan.Id == held[1].Id ? Dead : new NextStep.Cancelled("endpoint_deleted"));

        (await Views()).Select(static view => view.State).ShouldBe([DeliveryState.Pending, DeliveryState.Dead, DeliveryState.Cancelled], ignoreOrder: true);
    }

    [Fact]
    public async Task Q6_Crashes_are_counted_and_those_before_a_replay_count_no_more()
    {
        _ = await Append(1);
        for (var crashes = 0; crashes < 4; crashes++)
        {
            var claimed = await ClaimOne();
            claimed.Attempt.ShouldBe(crashes + 1);
            await CrashAsync();
            (await Recover(_ => crashes < 3 ? Again() : new NextStep.DeadLetter("crashed_worker"))).ShouldHaveSingleItem().Crashes.ShouldBe(crashes);
        }

        (await Node.Replays.ReplayAsync((await Views()).Single().Id, Now)).ShouldBe(ReplayOutcome.Due);
        _ = await ClaimOne();
        await CrashAsync();
        (await Recover()).ShouldHaveSingleItem().Crashes.ShouldBe(0);
    }

    [Fact]
    public async Task Q6_An_attempt_that_was_known_after_all_is_no_crash()
    {
        var first = await AppendAndClaim();
        await CrashAsync();
        _ = await Recover();
        _ = await Settle(first, Down, Again());
        _ = await ClaimOne();
        await CrashAsync();

        (await Recover()).ShouldHaveSingleItem().Crashes.ShouldBe(0);
    }

    [Fact]
    public async Task A_settlement_by_hand_of_what_is_an_orphan_leaves_nothing_to_recover()
    {
        // The process that died had sent the settlement already; it arrived after the next had started.
        var held = await AppendAndClaim();
        await CrashAsync();

        (await Deliver(held)).Held.ShouldBeTrue();

        (await Node.Lanes.OrphansAsync()).ShouldBeEmpty();
        (await View(held.Id)).State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task F_P12_What_several_recover_at_the_same_time_is_settled_once()
    {
        _ = await AppendHeld(200);
        await CrashAsync();
        var orphans = await Node.Lanes.OrphansAsync();

        var settled = await Task.WhenAll(orphans.SelectMany(orphan => Enumerable.Range(0, 3).Select(_ => Task.Run(
            async () => (orphan.Delivery.Id, (await Settle(orphan.Delivery, Crashed, Again(TimeSpan.FromHours(1)))).Held)))));

        settled.GroupBy(static one => one.Id).ShouldAllBe(static one => one.Count(static each => each.Held) == 1);
        (await Views()).Where(static view => !view.InFlight).ShouldAllBe(view => view.Attempts == 1 && view.DueAt == Now.AddHours(1));
    }

    [Fact]
    public async Task After_a_decent_end_there_is_nothing_to_recover()
    {
        var held = (await AppendHeld(2)).Concat([await AppendAndClaim()]).ToList();
        _ = await Deliver(held[0]);
        await Node.Lanes.ReleaseAsync([held[1], held[2]], Now);
        await RestartAsync();

        (await Node.Lanes.OrphansAsync()).ShouldBeEmpty();
        (await Claim()).Deliveries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task F_P12_Recovery_and_the_late_holder_at_the_same_time_leave_one_of_the_two_steps()
    {
        for (var round = 0; round < 20; round++)
        {
            _ = await AppendHeld(1);
            var held = (await AppendHeld(1)).Single();
            await CrashAsync();
            var orphans = await Node.Lanes.OrphansAsync();

            var late = Task.Run(async () => await Deliver(held));
            foreach (var orphan in orphans)
            {
                _ = await Settle(orphan.Delivery, Crashed, Dead);
            }

            var first = (await late).Held;
            (await View(held.Id)).State.ShouldBe(first ? DeliveryState.Delivered : DeliveryState.Dead);
            (await Attempts(held.Id)).ShouldHaveSingleItem().Outcome.ShouldBe("answered_200");
            (await Recover()).ShouldBeEmpty();
        }
    }
}
