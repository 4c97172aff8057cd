using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Conformance.Settling;

/// <summary>Q3: who comes late, after its claim was given to somebody else, changes nothing but the history, unless it delivered.</summary>
public abstract class FencingPromises(StoreUnderTest store) : StorePromises(store)
{
    [Theory]
    [InlineData("waits")]
    [InlineData("claimed")]
    [InlineData("delivered")]
    [InlineData("dead")]
    public async Task Q3_A_late_failure_changes_nothing_but_the_history(string meanwhile)
    {
        var late = await Superseded(meanwhile);
        var before = await Views();

        foreach (var next in (NextStep[])[Dead, Again(TimeSpan.FromHours(1)), new NextStep.Cancelled("endpoint_deleted")])
        {
            (await Settle(late, Down, next)).Held.ShouldBeFalse();
        }

        (await Views()).ShouldBe(before);
        (await Attempts(late.Id)).First(static one => one.Number == 1).Outcome.ShouldBe("answered_503");
    }

    [Theory]
    [InlineData("waits")]
    [InlineData("claimed")]
    public async Task Q3_A_late_success_delivers_what_has_not_ended_whoever_holds_it(string meanwhile)
    {
        var late = await Superseded(meanwhile);
        Now = Now.AddSeconds(1);

        (await Deliver(late)).Held.ShouldBeFalse();

        var view = await View(late.Id);
        (view.State, view.InFlight, view.DueAt, view.LastOutcome, view.ChangedAt).ShouldBe((DeliveryState.Delivered, false, null, "answered_200", Now));
        (await Claim(dueBy: DateTimeOffset.MaxValue)).Deliveries.ShouldBeEmpty();
        (await Attempts(late.Id)).First(static one => one.Number == 1).Outcome.ShouldBe("answered_200");
    }

    [Fact]
    public async Task Q3_I6_A_late_success_changes_nothing_of_what_has_ended()
    {
        var late = await Superseded("dead");
        var before = await Views();
        Now = Now.AddSeconds(1);

        (await Deliver(late)).Held.ShouldBeFalse();

        (await Views()).ShouldBe(before);
        (await Attempts(late.Id)).First(static one => one.Number == 1).Outcome.ShouldBe("answered_200");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Q3_After_a_late_success_the_one_who_holds_it_can_change_nothing(bool delivered)
    {
        var late = await Superseded("waits");
        var next = await ClaimOne();
        _ = await Deliver(late);
        var before = await Views();
        Now = Now.AddSeconds(1);

        (await Settle(next, delivered ? Ok : Down, delivered ? NextStep.Delivered.Instance : Again())).Held.ShouldBeFalse();
        await Node.Lanes.ReleaseAsync([next], Now);

        (await Views()).ShouldBe(before);
        (await Attempts(late.Id)).Select(static one => one.Number).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task What_recovery_wrote_of_an_attempt_yields_to_what_is_known_of_it_and_never_the_other_way()
    {
        var held = await AppendAndClaim();
        _ = await Settle(held, Crashed, Again());
        (await Attempts(held.Id)).Single().ShouldSatisfyAllConditions(one => one.Outcome.ShouldBe("outcome_unknown"), one => one.Ambiguous.ShouldBeTrue());

        _ = await Settle(held, Down, Again());
        (await Attempts(held.Id)).Single().ShouldSatisfyAllConditions(
            one => one.Outcome.ShouldBe("answered_503"), one => one.Status.ShouldBe(503), one => one.Ambiguous.ShouldBeFalse());

        foreach (var outcome in (Delivery.Sending.AttemptOutcome[])[Crashed, Ok])
        {
            _ = await Settle(held, outcome, Again());
            (await Attempts(held.Id)).Single().Outcome.ShouldBe("answered_503");
        }
    }

    [Fact]
    public async Task An_attempt_that_was_known_before_the_crash_stands()
    {
        // The settlement was stored, and its node died before it heard of that.
        var held = await AppendAndClaim();
        _ = await Settle(held, Down, Again());
        await CrashAsync();
        (await Recover()).ShouldBeEmpty();

        (await Settle(held, Crashed, Dead)).Held.ShouldBeFalse();

        (await Attempts(held.Id)).Single().Outcome.ShouldBe("answered_503");
        (await View(held.Id)).State.ShouldBe(DeliveryState.Pending);
    }

    /// <summary>A claim whose node died, was settled by recovery as of unknown outcome, and went on: its first holder still does not know.</summary>
    private async Task<DueDelivery> Superseded(string meanwhile)
    {
        var late = await AppendAndClaim();
        await CrashAsync();
        (await Recover()).ShouldHaveSingleItem().Delivery.Id.ShouldBe(late.Id);
        if (meanwhile != "waits")
        {
            var next = await ClaimOne();
            next.Attempt.ShouldBe(2);
            if (meanwhile != "claimed")
            {
                _ = await Settle(next, meanwhile == "dead" ? Down : Ok, meanwhile == "dead" ? Dead : NextStep.Delivered.Instance);
            }
        }

        return late;
    }
}
