using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Tests.Lanes;

/// <summary>Active → failing → active, disabled and enabled: the lane's states.</summary>
public sealed class LaneConditionTests
{
    private readonly LaneWindow _window = new(new(long.MaxValue / 2));
    private readonly LaneCondition _condition = new(LaneHealth.Active(1), new Dice(1)) { IsHeld = static () => true, Enabled = true };
    private DateTimeOffset _now = A.Moment;

    [Fact]
    public void An_active_lane_sends_as_much_at_once_as_its_endpoint_takes_and_claims_what_it_has_room_for()
    {
        _condition.Mode.ShouldBe(LaneMode.Active);
        _condition.Limit(32).ShouldBe(32);
        _condition.MayClaim(_window, out var limit, out var notBefore).ShouldBeTrue();
        limit.ShouldBe(LaneWindow.Size);
        notBefore.ShouldBe(DateTimeOffset.MinValue);
        _condition.Reach(_now).ShouldBe((_now, null));
    }

    [Fact]
    public void A_lane_that_is_more_than_half_full_claims_nothing()
    {
        Fill(LaneWindow.Size / 2);
        _condition.MayClaim(_window, out _, out _).ShouldBeTrue();
        Fill(1);
        _condition.MayClaim(_window, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void M6_When_the_breaker_opens_the_lane_probes_one_at_a_time_and_backs_off()
    {
        Open();
        _condition.Mode.ShouldBe(LaneMode.Failing);
        _condition.Limit(32).ShouldBe(1);
        var wait = TimeSpan.FromSeconds(5);
        for (var probe = 0; probe < 12; probe++)
        {
            _condition.MayClaim(_window, out var limit, out var notBefore).ShouldBeTrue();
            limit.ShouldBe(1);
            (notBefore - _now).ShouldBeInRange(wait, wait * 1.1);

            _now = notBefore;
            Record(A.Failure).ShouldBe(LaneTurn.ProbeFailed);
            wait = wait * 2 < TimeSpan.FromMinutes(5) ? wait * 2 : TimeSpan.FromMinutes(5);
        }
    }

    [Fact]
    public void M6_While_a_probe_is_out_there_is_no_second_one()
    {
        Open();
        Fill(1);
        _condition.MayClaim(_window, out _, out _).ShouldBeFalse();
    }

    [Fact]
    public void Attempts_that_were_under_way_when_the_breaker_opened_are_no_probes()
    {
        Open();
        var probe = _condition.Health.NextProbeAt;

        _condition.Record(A.Failure, _now - TimeSpan.FromSeconds(1), _now).ShouldBe(LaneTurn.None);
        _condition.Record(A.Failure, _now, _now).ShouldBe(LaneTurn.None);

        _condition.Health.NextProbeAt.ShouldBe(probe);
        _condition.Record(A.Success, _now - TimeSpan.FromSeconds(1), _now).ShouldBe(LaneTurn.Recovered);
    }

    [Fact]
    public void F_N19_After_a_recovery_it_reaches_for_what_waited_then_and_ramps_up()
    {
        Open();
        Record(A.Success).ShouldBe(LaneTurn.Recovered);

        _condition.Mode.ShouldBe(LaneMode.Active);
        _condition.CatchingUp.ShouldBeTrue();
        _condition.Reach(_now).ShouldBe((DateTimeOffset.MaxValue, _now));
        _condition.Limit(32).ShouldBe(1);
        _ = Record(A.Success);
        _condition.Limit(32).ShouldBe(2);
    }

    [Fact]
    public void While_it_catches_up_it_claims_only_what_the_ramp_will_soon_let_through()
    {
        Open();
        _ = Record(A.Success);

        _condition.MayClaim(_window, out var limit, out _).ShouldBeTrue();
        limit.ShouldBe(2);
        Fill(2);
        _condition.MayClaim(_window, out _, out _).ShouldBeFalse();
        _ = Record(A.Success);
        _condition.MayClaim(_window, out limit, out _).ShouldBeTrue();
        limit.ShouldBe(2);
    }

    [Fact]
    public void It_has_caught_up_only_with_the_recovery_that_was_asked_about()
    {
        Open();
        _ = Record(A.Success);
        var first = _condition.Reach(_now).ChangedBefore;
        _now += TimeSpan.FromMinutes(1);
        Open();
        _condition.CatchingUp.ShouldBeFalse();
        _ = Record(A.Success);

        _condition.CaughtUp(first);
        _condition.CatchingUp.ShouldBeTrue();
        _condition.CaughtUp(_now);
        _condition.CatchingUp.ShouldBeFalse();
    }

    [Fact]
    public void What_was_never_sent_says_nothing_of_the_endpoint()
    {
        for (var i = 0; i < 100; i++)
        {
            Record(new AttemptOutcome.Blocked(FailureReasons.DestinationNotAllowed)).ShouldBe(LaneTurn.None);
            Record(new AttemptOutcome.Rejected("integrity_failed")).ShouldBe(LaneTurn.None);
            Record(new AttemptOutcome.HandlerGaveUp("no_such_patient")).ShouldBe(LaneTurn.None);
            Record(new AttemptOutcome.Crashed()).ShouldBe(LaneTurn.None);
        }
    }

    [Fact]
    public void F_P7_Nor_does_what_a_shutdown_broke_off()
    {
        _condition.Stopping = true;
        for (var i = 0; i < 100; i++)
        {
            Record(new AttemptOutcome.Unreachable("interrupted", Ambiguous: true)).ShouldBe(LaneTurn.None);
        }

        (_condition.Mode, _condition.MaySend, _condition.MayClaim(_window, out _, out _)).ShouldBe((LaneMode.Stopping, false, false));
    }

    [Fact]
    public void F_O2_A_disabled_lane_does_nothing_and_starts_afresh_when_it_is_enabled()
    {
        Open();
        _condition.Enabled = false;
        (_condition.Mode, _condition.MaySend, _condition.MayClaim(_window, out _, out _)).ShouldBe((LaneMode.Disabled, false, false));

        _condition.Forgive().ShouldBe(LaneHealth.Active(1));
        _condition.Enabled = true;
        _condition.Mode.ShouldBe(LaneMode.Active);
        _condition.Forgive().ShouldBeNull();
        for (var i = 1; i < 10; i++)
        {
            Record(A.Failure).ShouldBe(LaneTurn.None);
        }
    }

    [Fact]
    public void F_N20_A_lane_that_rests_asks_for_nothing_before_the_end_of_it()
    {
        _condition.Rest(_now + TimeSpan.FromSeconds(15));
        _condition.Rest(_now + TimeSpan.FromSeconds(10));

        _condition.RestsUntil(_now).ShouldBe(_now + TimeSpan.FromSeconds(15));
        _condition.MayClaim(_window, out _, out var notBefore).ShouldBeTrue();
        notBefore.ShouldBe(_now + TimeSpan.FromSeconds(15));
        _condition.RestsUntil(_now + TimeSpan.FromSeconds(15)).ShouldBeNull();
    }

    [Fact]
    public void What_it_was_when_the_last_process_ended_it_still_is()
    {
        var condition = new LaneCondition(new(1, _now, 3, _now + TimeSpan.FromMinutes(1), 2), new Dice(1)) { IsHeld = static () => true, Enabled = true };

        condition.Mode.ShouldBe(LaneMode.Failing);
        condition.MayClaim(_window, out _, out var notBefore).ShouldBeTrue();
        notBefore.ShouldBe(_now + TimeSpan.FromMinutes(1));
        condition.NoticeSent();
        condition.Health.NoticesSent.ShouldBe(3);
    }

    [Fact]
    public void What_waits_for_something_is_no_failure()
    {
        for (var i = 0; i < 100; i++)
        {
            Record(new AttemptOutcome.Waiting("still_running")).ShouldBe(LaneTurn.None);
        }

        _condition.Mode.ShouldBe(LaneMode.Active);
    }

    private void Open()
    {
        for (var i = 1; i < 10; i++)
        {
            Record(A.Failure).ShouldBe(LaneTurn.None);
        }

        Record(A.Failure).ShouldBe(LaneTurn.Failing);
    }

    // Begun a moment after whatever was before.
    private LaneTurn Record(AttemptOutcome outcome) => _condition.Record(outcome, _now + TimeSpan.FromMilliseconds(1), _now);

    private void Fill(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _window.TryReserve(1).ShouldBeTrue();
        }
    }
}
