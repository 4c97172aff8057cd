using Posthorn.Delivery.Recording;

namespace Posthorn.Conformance.Claiming;

/// <summary>A claim that is given back was no attempt.</summary>
public abstract class ReleasePromises(StoreUnderTest store) : StorePromises(store)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_claim_that_is_given_back_was_no_attempt_and_is_due_at_once(bool fromIntake)
    {
        _ = fromIntake ? [] : await Append(2);
        var held = fromIntake ? await AppendHeld(2) : (await Claim()).Deliveries;
        Now = Now.AddSeconds(1);

        await Node.Lanes.ReleaseAsync(held, Now);

        (await Views()).ShouldAllBe(view => view.Attempts == 0 && view.DueAt == Now && !view.InFlight);
        Now = Now.AddSeconds(1);
        var again = (await Claim()).Deliveries;
        again.Count.ShouldBe(2);
        again.ShouldAllBe(delivery => delivery.Attempt == 1 && delivery.ScheduleStart == Now);
        (await Attempts(held[0].Id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_back_twice_it_is_given_back_once()
    {
        _ = await Append(2);
        var held = (await Claim()).Deliveries;
        await Node.Lanes.ReleaseAsync(held, Now);
        var before = await Views();

        await Node.Lanes.ReleaseAsync(held, Now.AddSeconds(1));

        (await Views()).ShouldBe(before);
    }

    [Fact]
    public async Task What_has_been_tried_before_keeps_its_attempts_and_its_schedule()
    {
        var first = await AppendAndClaim();
        _ = await Settle(first, Down, Again());
        Now = Now.AddHours(1);
        var second = await ClaimOne();

        await Node.Lanes.ReleaseAsync([second], Now);

        (await View(first.Id)).ShouldSatisfyAllConditions(view => view.Attempts.ShouldBe(1), view => view.LastOutcome.ShouldBe("answered_503"));
        (await ClaimOne()).ShouldSatisfyAllConditions(
            again => again.Attempt.ShouldBe(2), again => again.ScheduleStart.ShouldBe(first.ScheduleStart), again => again.AttemptInSchedule.ShouldBe(2));
    }

    [Fact]
    public async Task What_is_not_held_any_more_cannot_be_given_back()
    {
        _ = await Append(3);
        var held = (await Claim()).Deliveries;
        _ = await Deliver(held[0]);
        _ = await Settle(held[1], Down, Dead);
        _ = await Settle(held[2], Down, Again());
        _ = await ClaimOne();
        var before = await Views();

        await Node.Lanes.ReleaseAsync(held, Now.AddSeconds(1));

        (await Views()).ShouldBe(before);
        before.Count(static view => view.InFlight).ShouldBe(1);
    }

    [Fact]
    public async Task A_thousand_are_given_back_at_once_and_those_that_are_not_held_stop_none_of_the_others()
    {
        _ = await Append(1_000);
        var held = (await Claim()).Deliveries;
        _ = await Deliver(held[500]);

        await Node.Lanes.ReleaseAsync(held, Now);

        (await Views()).Count(static view => view is { State: DeliveryState.Pending, InFlight: false, Attempts: 0 }).ShouldBe(999);
    }

    [Fact]
    public async Task Giving_back_nothing_changes_nothing()
    {
        _ = await AppendAndClaim();
        var before = await Views();

        await Node.Lanes.ReleaseAsync([], Now);

        (await Views()).ShouldBe(before);
    }
}
