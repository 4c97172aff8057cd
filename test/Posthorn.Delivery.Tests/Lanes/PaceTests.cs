using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Tests.Lanes;

public sealed class PaceTests
{
    private readonly Pace _pace = new();

    [Fact]
    public void Without_a_rate_nobody_waits()
    {
        for (var i = 0; i < 10_000; i++)
        {
            _pace.Take(perSecond: null, A.Moment).ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(1_000)]
    public void An_endpoint_never_gets_more_than_its_rate_and_one_second_s_worth_on_top(double rate)
    {
        var now = A.Moment;
        var taken = 0;
        var end = now + TimeSpan.FromSeconds(60);
        while (now < end)
        {
            if (_pace.Take(rate, now) is { } later)
            {
                later.ShouldBeGreaterThan(now);
                now = later;
            }
            else
            {
                taken++;
            }
        }

        ((double)taken).ShouldBeInRange(60 * rate, (61 * rate) + 1);
    }

    [Fact]
    public void After_a_pause_one_second_s_worth_goes_at_once_and_no_more()
    {
        _pace.Take(10, A.Moment).ShouldBeNull();
        var later = A.Moment + TimeSpan.FromHours(1);

        Enumerable.Range(0, 100).Count(_ => _pace.Take(10, later) is null).ShouldBe(10);
        _pace.Take(10, later).ShouldBe(later + TimeSpan.FromSeconds(0.1));
    }

    [Fact]
    public void A_rate_that_is_raised_holds_at_once()
    {
        _pace.Take(0.001, A.Moment).ShouldBeNull();
        _pace.Take(0.001, A.Moment).ShouldBe(A.Moment + TimeSpan.FromSeconds(1_000));

        _pace.Take(100, A.Moment).ShouldNotBeNull().ShouldBe(A.Moment + TimeSpan.FromSeconds(0.01));
    }

    [Fact]
    public void A_clock_that_is_set_back_costs_one_interval_at_most()
    {
        _pace.Take(1, A.Moment).ShouldBeNull();
        var before = A.Moment - TimeSpan.FromHours(1);

        _pace.Take(1, before).ShouldNotBeNull().ShouldBe(before + TimeSpan.FromSeconds(1));
        _pace.Take(1, before + TimeSpan.FromSeconds(1)).ShouldBeNull();
    }

    [Fact]
    public void A_rate_next_to_nothing_is_a_long_wait_and_no_fault()
    {
        _pace.Take(double.Epsilon, A.Moment).ShouldBeNull();
        _pace.Take(double.Epsilon, A.Moment).ShouldBe(A.Moment + TimeSpan.FromDays(1));
    }
}
