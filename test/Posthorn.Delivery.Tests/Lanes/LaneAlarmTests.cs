using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Tests.Lanes;

public sealed class LaneAlarmTests : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(1);

    private readonly AlarmClock _clock = new(A.Moment);
    private readonly LaneAlarm _alarm;
    private int _rung;

    public LaneAlarmTests() => _alarm = new(_clock, () => _rung++);

    public void Dispose() => _alarm.Dispose();

    [Fact]
    public void It_goes_off_at_the_earliest_of_the_moments_once()
    {
        _alarm.SetNoLaterThan(A.Moment + TimeSpan.FromSeconds(10));
        _alarm.SetNoLaterThan(A.Moment + TimeSpan.FromSeconds(5));
        _alarm.SetNoLaterThan(A.Moment + TimeSpan.FromSeconds(20));
        _clock.Set.ShouldBe(TimeSpan.FromSeconds(5) + Margin);

        _clock.GoOff();
        _rung.ShouldBe(1);
        _clock.Set.ShouldBeNull();
    }

    [Fact]
    public void After_that_it_can_be_set_again()
    {
        _alarm.SetNoLaterThan(A.Moment + TimeSpan.FromSeconds(5));
        _clock.GoOff();
        _alarm.SetNoLaterThan(A.Moment + TimeSpan.FromSeconds(20));

        _clock.Set.ShouldBe(TimeSpan.FromSeconds(20) + Margin);
    }

    [Fact]
    public void What_has_passed_rings_at_once()
    {
        _alarm.SetNoLaterThan(A.Moment - TimeSpan.FromDays(400));

        _clock.Set.ShouldBe(Margin);
    }

    [Fact]
    public void What_lies_further_than_a_timer_reaches_is_asked_for_again_in_a_day()
    {
        _alarm.SetNoLaterThan(DateTimeOffset.MaxValue);

        _clock.Set.ShouldBe(TimeSpan.FromDays(1) + Margin);
    }

    [Fact]
    public void F_D17_A_clock_that_was_set_forward_overtakes_a_timer_and_the_next_caller_notices()
    {
        _alarm.SetNoLaterThan(A.Moment + TimeSpan.FromMinutes(30));
        _clock.Now += TimeSpan.FromHours(1);

        _alarm.SetNoLaterThan(A.Moment + TimeSpan.FromMinutes(40));

        _clock.Set.ShouldBe(Margin);
    }

    [Fact]
    public void Callers_who_keep_calling_do_not_put_it_off()
    {
        _alarm.SetNoLaterThan(A.Moment);
        _clock.Now += TimeSpan.FromMilliseconds(500);
        _alarm.SetNoLaterThan(A.Moment + TimeSpan.FromHours(1));
        _clock.Set.ShouldBe(Margin);

        // Overtaken: set once more, and then left alone.
        _clock.Now += TimeSpan.FromSeconds(2);
        _alarm.SetNoLaterThan(A.Moment);
        _clock.GoOff();
        _rung.ShouldBe(1);
        _clock.Set.ShouldBeNull();
    }

    [Fact]
    public void When_it_is_disposed_it_rings_no_more()
    {
        _alarm.SetNoLaterThan(A.Moment + TimeSpan.FromSeconds(5));
        _alarm.Dispose();
        _clock.GoOff();
        _alarm.SetNoLaterThan(A.Moment);

        _rung.ShouldBe(0);
        _clock.Set.ShouldBeNull();
    }
}
