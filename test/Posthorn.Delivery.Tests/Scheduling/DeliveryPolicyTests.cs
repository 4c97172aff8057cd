using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Tests.Lanes;

namespace Posthorn.Delivery.Tests.Scheduling;

/// <summary>F-N15: what follows from each outcome.</summary>
public sealed class DeliveryPolicyTests
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);

    [Fact]
    public void F_N15_Every_status_there_is_has_its_answer()
    {
        for (var status = 100; status <= 999; status++)
        {
            var next = After(A.Answer(status));

            if (status is >= 200 and < 300)
            {
                next.ShouldBeOfType<NextStep.Delivered>($"{status}");
            }
            else if (status == 410)
            {
                next.ShouldBe(new NextStep.DeadLetter("gone", DisableEndpoint: true));
            }
            else
            {
                next.ShouldBe(new NextStep.RetryAt(A.Moment + FirstWait), $"{status}");
            }
        }
    }

    [Theory]
    [InlineData(429, 90, 90)]
    [InlineData(503, 90, 90)]
    [InlineData(429, 1, 5)]
    [InlineData(500, 90, 5)]
    [InlineData(502, 90, 5)]
    [InlineData(301, 90, 5)]
    [InlineData(404, 90, 5)]
    public void F_N15_Only_429_and_503_may_ask_to_be_left_alone(int status, int asked, int waits) =>
        After(A.Answer(status, TimeSpan.FromSeconds(asked))).ShouldBe(new NextStep.RetryAt(A.Moment + TimeSpan.FromSeconds(waits)));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_timeout_and_a_broken_connection_are_retried_whether_or_not_the_request_may_have_arrived(bool ambiguous)
    {
        After(new AttemptOutcome.TimedOut(SendPhases.Head, ambiguous)).ShouldBe(new NextStep.RetryAt(A.Moment + FirstWait));
        After(new AttemptOutcome.Unreachable(FailureReasons.Reset, ambiguous)).ShouldBe(new NextStep.RetryAt(A.Moment + FirstWait));
    }

    [Fact]
    public void Code_that_took_it_or_wants_none_of_it_has_it_and_code_that_failed_is_asked_again_until_it_gives_up()
    {
        After(new AttemptOutcome.Handled(Ignored: false)).ShouldBe(NextStep.Delivered.Instance);
        After(new AttemptOutcome.Handled(Ignored: true)).ShouldBe(NextStep.Delivered.Instance);
        After(new AttemptOutcome.HandlerFailed(FailureReasons.HandlerFailed)).ShouldBeOfType<NextStep.RetryAt>().Charged.ShouldBeTrue();
        After(new AttemptOutcome.HandlerGaveUp("no_such_patient")).ShouldBe(new NextStep.DeadLetter("no_such_patient"));
    }

    [Fact]
    public void Q7_What_sending_again_cannot_help_is_not_sent_again()
    {
        After(new AttemptOutcome.Blocked(FailureReasons.DestinationNotAllowed)).ShouldBe(new NextStep.DeadLetter(FailureReasons.DestinationNotAllowed));
        After(new AttemptOutcome.Rejected("integrity_failed")).ShouldBe(new NextStep.DeadLetter("integrity_failed"));
    }

    [Fact]
    public void When_the_schedule_is_used_up_it_ends_as_a_dead_letter()
    {
        After(A.Failure, attempt: 77).ShouldBe(new NextStep.DeadLetter("exhausted"));
        After(A.Failure, attempt: 76).ShouldBeOfType<NextStep.RetryAt>();
        After(A.Failure, attempt: 80, uncounted: 4).ShouldBeOfType<NextStep.RetryAt>();
        After(A.Failure, schedule: RetrySchedule.Once).ShouldBe(new NextStep.DeadLetter("exhausted"));
    }

    [Fact]
    public void F_N20_A_failure_to_connect_while_our_way_out_is_broken_is_not_charged()
    {
        After(A.NoWayOut, egressDown: true, dice: 0).ShouldBe(new NextStep.RetryAt(A.Moment + TimeSpan.FromSeconds(15), Charged: false));
        After(A.NoWayOut, egressDown: true, dice: 0.5).ShouldBe(new NextStep.RetryAt(A.Moment + TimeSpan.FromSeconds(22.5), Charged: false));
        After(A.NoWayOut, egressDown: true, schedule: RetrySchedule.Once).ShouldBeOfType<NextStep.RetryAt>().Charged.ShouldBeFalse();
    }

    [Fact]
    public void F_N20_What_may_have_arrived_is_charged_whatever_the_network_is_like()
    {
        After(new AttemptOutcome.Unreachable(FailureReasons.Reset, Ambiguous: true), egressDown: true).ShouldBe(new NextStep.RetryAt(A.Moment + FirstWait));
        After(A.Failure, egressDown: true).ShouldBe(new NextStep.RetryAt(A.Moment + FirstWait));
        After(A.Success, egressDown: true).ShouldBeOfType<NextStep.Delivered>();
    }

    [Fact]
    public void What_waits_for_something_goes_on_with_its_schedule_or_at_the_moment_it_names_for_nothing()
    {
        After(new AttemptOutcome.Waiting("still_running")).ShouldBe(new NextStep.RetryAt(A.Moment + FirstWait));
        After(new AttemptOutcome.Waiting("still_running"), schedule: RetrySchedule.Once).ShouldBe(new NextStep.DeadLetter("exhausted"));
        After(new AttemptOutcome.Waiting("not_due", A.Moment.AddDays(2)), schedule: RetrySchedule.Once)
            .ShouldBe(new NextStep.RetryAt(A.Moment.AddDays(2), Charged: false));
    }

    [Fact]
    public void The_dice_only_ever_put_an_attempt_off()
    {
        for (var dice = 0.0; dice < 1; dice += 0.01)
        {
            var due = After(A.Failure, dice: dice).ShouldBeOfType<NextStep.RetryAt>().DueAt;

            due.ShouldBeInRange(A.Moment + FirstWait, A.Moment + (FirstWait * 1.1));
        }
    }

    [Fact]
    public void F_P3_After_the_first_crash_it_goes_again_at_once() =>
        Crashed(crashes: 0).ShouldBe(new NextStep.RetryAt(A.Moment));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void F_P10_After_more_crashes_the_survivors_are_spread_so_that_the_cause_is_soon_alone(int crashes) =>
        Crashed(crashes, dice: 0.5).ShouldBe(new NextStep.RetryAt(A.Moment + TimeSpan.FromSeconds(15)));

    [Fact]
    public void Q6_What_was_in_flight_in_five_crashes_is_taken_for_their_cause() =>
        Crashed(crashes: 4).ShouldBe(new NextStep.DeadLetter("crashed_worker"));

    [Fact]
    public void I7_A_crash_uses_an_attempt_up()
    {
        Crashed(crashes: 0, attempt: 1, schedule: RetrySchedule.Once).ShouldBe(new NextStep.DeadLetter("outcome_unknown"));
        Crashed(crashes: 0, attempt: 6, schedule: RetrySchedule.Sully).ShouldBe(new NextStep.DeadLetter("outcome_unknown"));
        Crashed(crashes: 0, attempt: 5, schedule: RetrySchedule.Sully).ShouldBeOfType<NextStep.RetryAt>();
        Crashed(crashes: 0, attempt: 6, uncounted: 1, schedule: RetrySchedule.Sully).ShouldBeOfType<NextStep.RetryAt>();
    }

    private static NextStep After(
        AttemptOutcome outcome, int attempt = 1, int uncounted = 0, RetrySchedule? schedule = null, bool egressDown = false, double dice = 0) =>
        DeliveryPolicy.Decide(outcome, A.Delivery(attempt, uncounted), schedule ?? RetrySchedule.Persistent, A.Moment, egressDown, dice);

    private static NextStep Crashed(int crashes, int attempt = 1, int uncounted = 0, RetrySchedule? schedule = null, double dice = 0) =>
        DeliveryPolicy.AfterCrash(new Orphan(A.Delivery(attempt, uncounted), crashes), schedule ?? RetrySchedule.Persistent, A.Moment, dice);
}
