using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Conformance.ManyNodes;

/// <summary>F-P6: a node stands still, is declared dead, and goes on. What it still writes is fenced by the name under which it held.</summary>
public abstract class ZombiePromises(StoreUnderTest store) : NodesPromises(store)
{
    [Fact]
    public async Task F_P6_A_claim_under_a_name_that_is_dead_takes_nothing()
    {
        _ = await Append(3);
        var former = Node.Leases.Term;
        await TakeOver();

        var claim = await Claim(Node);

        claim.Deliveries.ShouldNotContain(delivery => delivery.Holder == former);
        (await Claim(Other)).Deliveries.Select(static one => one.Id).Concat(claim.Deliveries.Select(static one => one.Id)).Distinct().Count().ShouldBe(3);
        (await Recover(Other)).ShouldBeEmpty();
    }

    [Fact]
    public async Task F_P6_An_event_that_is_appended_as_claimed_under_a_name_that_is_dead_is_stored_as_due()
    {
        var former = Node.Leases.Term;
        await TakeOver();
        var item = AnEvent(claimed: true);

        var stored = (await Node.Log.AppendAsync(item)).ShouldBeOfType<Appended.Stored>().Event;

        stored.Holder.ShouldNotBe(former);
        stored.Holder.ShouldBe(0);
        var view = (await Other.History.FindDeliveryAsync(item.Deliveries[0].Id, CancellationToken.None)).ShouldNotBeNull();
        (view.InFlight, view.Attempts, view.DueAt).ShouldBe((false, 0, Now));
        (await Claim(Other)).Deliveries.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.Id.ShouldBe(item.Deliveries[0].Id), one => one.Attempt.ShouldBe(1), one => one.Holder.ShouldBe(Other.Leases.Term));
    }

    [Fact]
    public async Task F_P6_A_batch_that_is_appended_as_claimed_under_a_name_that_is_dead_is_stored_as_due()
    {
        await TakeOver();

        var stored = await Node.Log.AppendAsync([AnEvent(claimed: true), AnEvent(), AnEvent(claimed: true)]);

        stored.ShouldAllBe(one => ((Appended.Stored)one).Event.Holder == 0);
        (await Claim(Other)).Deliveries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task F_P6_Q3_A_zombie_s_failure_changes_nothing_but_the_history()
    {
        var held = await AppendAndClaim();
        await TakeOver();
        var next = (await Claim(Other)).Deliveries.ShouldHaveSingleItem();
        (next.Attempt, next.Holder).ShouldBe((2, Other.Leases.Term));
        var before = await Views();

        foreach (var step in (NextStep[])[Again(TimeSpan.FromHours(1)), Dead])
        {
            (await Settle(Node, held, Down, step)).Held.ShouldBeFalse();
        }

        await Node.Lanes.ReleaseAsync([held], Now);
        (await Views()).ShouldBe(before);
        (await Attempts(held.Id)).ShouldHaveSingleItem().Outcome.ShouldBe("answered_503");
        (await Settle(Other, next, Ok, NextStep.Delivered.Instance)).Held.ShouldBeTrue();
    }

    [Fact]
    public async Task F_P6_Q3_A_zombie_s_success_delivers_and_the_new_holder_finds_its_claim_gone()
    {
        var held = await AppendAndClaim();
        await TakeOver();
        var next = (await Claim(Other)).Deliveries.ShouldHaveSingleItem();

        (await Settle(Node, held, Ok, NextStep.Delivered.Instance)).Held.ShouldBeFalse();

        (await View(held.Id)).State.ShouldBe(DeliveryState.Delivered);
        (await Settle(Other, next, Down, Again())).Held.ShouldBeFalse();
        (await View(held.Id)).State.ShouldBe(DeliveryState.Delivered);
        (await Attempts(held.Id)).Select(static one => (one.Number, one.Outcome)).ShouldBe([(1, "answered_200"), (2, "answered_503")]);
    }

    [Fact]
    public async Task Q3_The_number_alone_is_no_fence_the_name_counts_too()
    {
        // Given back by the one and claimed by the other, an attempt has the same number in both hands.
        var held = await AppendAndClaim();
        await Node.Lanes.ReleaseAsync([held], Now);
        await Node.Leases.ReleaseAsync([Endpoint.Key]);
        _ = await Acquire(Other, Endpoint.Key);
        var next = (await Claim(Other)).Deliveries.ShouldHaveSingleItem();
        next.Attempt.ShouldBe(held.Attempt);

        (await Settle(Node, held, Down, Dead)).Held.ShouldBeFalse();
        await Node.Lanes.ReleaseAsync([held], Now);

        (await View(held.Id)).InFlight.ShouldBeTrue();
        (await Settle(Other, next, Ok, NextStep.Delivered.Instance)).Held.ShouldBeTrue();
    }

    [Fact]
    public async Task F_P6_What_a_zombie_settles_before_it_is_recovered_stands()
    {
        var held = await AppendAndClaim();
        await Store.EndLeaseAsync(Node);

        (await Settle(Node, held, Down, Again())).Held.ShouldBeTrue();

        (await Recover(Other)).ShouldBeEmpty();
        (await View(held.Id)).ShouldSatisfyAllConditions(view => view.InFlight.ShouldBeFalse(), view => view.LastOutcome.ShouldBe("answered_503"));
    }

    [Fact]
    public async Task F_P6_A_zombie_s_news_are_told_if_what_they_tell_of_counted_and_not_otherwise()
    {
        _ = await Append(2);
        var held = (await Claim()).Deliveries;
        await Store.EndLeaseAsync(Node);
        (await Settle(held[0], Down, Dead, AnEvent(type: "delivery.exhausted", to: []))).Announced.ShouldNotBeNull();
        _ = await Recover(Other);

        (await Settle(held[1], Down, Dead, AnEvent(type: "delivery.exhausted", to: []))).Announced.ShouldBeNull();

        (await Feed()).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Reborn_under_another_name_it_works_like_any_node()
    {
        var former = Node.Leases.Term;
        var held = await AppendAndClaim();
        await TakeOver();
        var term = await Reborn(Node, former);
        await Other.Leases.ReleaseAsync([Endpoint.Key]);
        (await Acquire(Node, Endpoint.Key)).ShouldHaveSingleItem();

        var next = (await Claim(Node)).Deliveries.ShouldHaveSingleItem();

        (next.Id, next.Attempt, next.Holder).ShouldBe((held.Id, 2, term));
        (await Append(AnEvent(claimed: true))).Holder.ShouldBe(term);
        (await Settle(Node, held, Down, Dead)).Held.ShouldBeFalse();
        (await Settle(Node, next, Ok, NextStep.Delivered.Instance)).Held.ShouldBeTrue();
        (await Recover(Other)).ShouldBeEmpty();
    }
}
