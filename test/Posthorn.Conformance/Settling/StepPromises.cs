using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;

namespace Posthorn.Conformance.Settling;

/// <summary>One commit writes how an attempt ended and what follows from it.</summary>
public abstract class StepPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task A_delivery_that_arrived_is_delivered_and_nobody_gets_it_again()
    {
        var held = await AppendAndClaim();
        Now = Now.AddSeconds(1);

        (await Deliver(held)).Held.ShouldBeTrue();

        var view = await View(held.Id);
        (view.State, view.InFlight, view.DueAt, view.Attempts, view.LastOutcome, view.ChangedAt)
            .ShouldBe((DeliveryState.Delivered, false, null, 1, "answered_200", Now));
        (view.EventId, view.EventSequence, view.EventType, view.EndpointKey, view.CreatedAt)
            .ShouldBe((held.EventId, held.EventSequence, held.EventType, held.EndpointKey, Now.AddSeconds(-1)));
        (await Claim(dueBy: DateTimeOffset.MaxValue)).Deliveries.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public async Task A_retry_waits_for_its_moment_and_is_charged_to_the_schedule_or_not(bool charged, int place)
    {
        var held = await AppendAndClaim();

        (await Settle(held, Down, Again(TimeSpan.FromSeconds(5), charged))).Held.ShouldBeTrue();

        var view = await View(held.Id);
        (view.State, view.InFlight, view.DueAt, view.Attempts, view.LastOutcome)
            .ShouldBe((DeliveryState.Pending, false, Now.AddSeconds(5), 1, "answered_503"));
        Now = Now.AddMilliseconds(4_999);
        (await Claim()).Deliveries.ShouldBeEmpty();
        Now = Now.AddMilliseconds(1);
        (await ClaimOne()).ShouldSatisfyAllConditions(
            next => next.Attempt.ShouldBe(2), next => next.AttemptInSchedule.ShouldBe(place), next => next.Uncounted.ShouldBe(charged ? 0 : 1),
            next => next.BodyHash.ShouldBe(held.BodyHash));
    }

    [Fact]
    public async Task A_dead_letter_and_a_cancelled_delivery_have_ended_and_say_why()
    {
        _ = await Append(2);
        var held = (await Claim()).Deliveries;
        Now = Now.AddSeconds(1);

        (await Settle(held[0], Down, Dead)).Held.ShouldBeTrue();
        (await Settle(held[1], Down, new NextStep.Cancelled("endpoint_deleted"))).Held.ShouldBeTrue();

        (await View(held[0].Id)).ShouldSatisfyAllConditions(
            view => (view.State, view.DueAt, view.InFlight, view.ChangedAt).ShouldBe((DeliveryState.Dead, null, false, Now)), view => view.LastOutcome.ShouldBe("answered_503"));
        (await View(held[1].Id)).State.ShouldBe(DeliveryState.Cancelled);
        (await Claim(dueBy: DateTimeOffset.MaxValue)).Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_an_attempt_that_nobody_saw_the_end_of_what_it_led_to_says_more()
    {
        _ = await Append(3);
        var held = (await Claim()).Deliveries;

        _ = await Settle(held[0], Crashed, new NextStep.DeadLetter("crashed_worker"));
        _ = await Settle(held[1], Crashed, new NextStep.Cancelled("endpoint_deleted"));
        _ = await Settle(held[2], Crashed, Again(TimeSpan.FromHours(1)));

        (await View(held[0].Id)).LastOutcome.ShouldBe("crashed_worker");
        (await View(held[1].Id)).LastOutcome.ShouldBe("endpoint_deleted");
        (await View(held[2].Id)).LastOutcome.ShouldBe("outcome_unknown");
    }

    [Fact]
    public async Task Every_kind_of_outcome_is_kept_as_the_attempt_it_was()
    {
        List<(AttemptOutcome Outcome, string Code, int? Status, bool Ambiguous, string Head)> kinds =
        [
            (new AttemptOutcome.Answered(200, null, "ok"u8.ToArray(), Truncated: false), "answered_200", 200, false, "ok"),
            (new AttemptOutcome.Answered(503, TimeSpan.FromSeconds(1), new byte[] { 0xC3, 0x00 }, Truncated: true), "answered_503", 503, false, "\u00c3\0"),
            (new AttemptOutcome.TimedOut(SendPhases.Connect, Ambiguous: false), "timeout_connect", null, false, ""),
            (new AttemptOutcome.TimedOut(SendPhases.Head, Ambiguous: true), "timeout_head", null, true, ""),
            (new AttemptOutcome.Unreachable(FailureReasons.ConnectRefused, Ambiguous: false), "connect_refused", null, false, ""),
            (new AttemptOutcome.Unreachable(FailureReasons.Reset, Ambiguous: true), "reset", null, true, ""),
            (new AttemptOutcome.Blocked(FailureReasons.DestinationNotAllowed), "destination_not_allowed", null, false, ""),
            (new AttemptOutcome.Rejected(FailureReasons.HeaderInvalid), "header_invalid", null, false, ""),
            (new AttemptOutcome.Handled(Ignored: false), "handled", null, false, ""),
            (new AttemptOutcome.Handled(Ignored: true), "handler_ignored", null, false, ""),
            (new AttemptOutcome.HandlerFailed(FailureReasons.HandlerRetry), "handler_retry", null, false, ""),
            (new AttemptOutcome.HandlerGaveUp("no_such_patient"), "no_such_patient", null, false, ""),
            (new AttemptOutcome.Waiting("still_running"), "still_running", null, false, ""),
            (new AttemptOutcome.Crashed(), "outcome_unknown", null, true, ""),
        ];
        _ = await Append(1);
        foreach (var kind in kinds)
        {
            (await Settle(await ClaimOne(), kind.Outcome, Again())).Held.ShouldBeTrue();
        }

        var attempts = await Attempts((await Views()).Single().Id);
        attempts.Select(static one => (one.Outcome, one.Status, one.Ambiguous, System.Text.Encoding.Latin1.GetString(one.AnswerHead.Span)))
            .ShouldBe(kinds.Select(static one => (one.Code, one.Status, one.Ambiguous, one.Head)));
        attempts.Select(static one => one.Number).ShouldBe(Enumerable.Range(1, kinds.Count));
        attempts.ShouldAllBe(one => one.StartedAt == Now && one.Took == TimeSpan.FromMicroseconds(1_500));
    }

    [Fact]
    public async Task F_D3_A_settlement_that_is_repeated_because_its_commit_was_in_doubt_changes_nothing_more()
    {
        var held = await AppendAndClaim();
        var retry = Again(TimeSpan.FromSeconds(5), charged: false);
        (await Settle(held, Down, retry)).Held.ShouldBeTrue();
        var before = await Views();
        Now = Now.AddSeconds(1);

        (await Settle(held, Down, retry)).Held.ShouldBeFalse();

        (await Views()).ShouldBe(before);
        (await Attempts(held.Id)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Settled_by_many_at_the_same_time_it_was_held_by_one()
    {
        var held = await AppendAndClaim();

        var settled = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await Settle(held, Down, Again(TimeSpan.FromHours(1))))));

        settled.Count(static one => one.Held).ShouldBe(1);
        (await View(held.Id)).ShouldSatisfyAllConditions(view => view.Attempts.ShouldBe(1), view => view.DueAt.ShouldBe(Now.AddHours(1)));
    }

    [Fact]
    public async Task I6_What_has_ended_stays_ended()
    {
        _ = await Append(3);
        var held = (await Claim()).Deliveries;
        _ = await Deliver(held[0]);
        _ = await Settle(held[1], Down, Dead);
        _ = await Settle(held[2], Down, new NextStep.Cancelled("endpoint_deleted"));
        var before = await Views();
        Now = Now.AddSeconds(1);

        foreach (var next in (NextStep[])[Again(), Dead, new NextStep.Cancelled("endpoint_deleted"), NextStep.Delivered.Instance])
        {
            foreach (var one in held)
            {
                (await Settle(one, Down, next)).Held.ShouldBeFalse();
            }
        }

        (await Views()).ShouldBe(before);
    }

    [Fact]
    public async Task A_thousand_settled_at_the_same_time_are_all_settled()
    {
        _ = await Append(1_000);
        var held = (await Claim()).Deliveries;

        var settled = await Task.WhenAll(held.Select(one => Task.Run(async () => await Deliver(one))));

        settled.ShouldAllBe(static one => one.Held);
        (await Views()).ShouldAllBe(view => view.State == DeliveryState.Delivered);
    }
}
