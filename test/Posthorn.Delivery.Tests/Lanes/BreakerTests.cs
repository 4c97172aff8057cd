using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Tests.Lanes;

/// <summary>M6: when an endpoint counts as failing.</summary>
public sealed class BreakerTests
{
    private readonly Breaker _breaker = new();
    private DateTimeOffset _now = A.Moment;

    [Fact]
    public void M6_Ten_failures_in_a_row_open_it()
    {
        for (var i = 1; i < 10; i++)
        {
            _breaker.Record(failed: true, _now).ShouldBeFalse();
        }

        _breaker.Record(failed: true, _now).ShouldBeTrue();
    }

    [Fact]
    public void M6_However_far_apart_they_are()
    {
        for (var i = 1; i < 10; i++)
        {
            _breaker.Record(failed: true, _now).ShouldBeFalse();
            _now += TimeSpan.FromHours(1);
        }

        _breaker.Record(failed: true, _now).ShouldBeTrue();
    }

    [Fact]
    public void M6_A_success_between_them_begins_the_row_anew()
    {
        for (var i = 0; i < 100; i++)
        {
            _breaker.Record(failed: i % 10 != 9, _now).ShouldBeFalse();
            _now += TimeSpan.FromSeconds(10);
        }
    }

    [Fact]
    public void M6_Half_of_twenty_within_a_minute_open_it()
    {
        for (var i = 0; i < 10; i++)
        {
            _breaker.Record(failed: false, _now).ShouldBeFalse();
            _breaker.Record(failed: true, _now).ShouldBe(i == 9);
        }
    }

    [Fact]
    public void M6_Less_than_half_do_not()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _breaker.Record(failed: i % 5 is 0 or 2, _now).ShouldBeFalse();
        }
    }

    [Fact]
    public void M6_Nor_do_fewer_than_twenty_calls()
    {
        for (var i = 0; i < 19; i++)
        {
            _breaker.Record(failed: i % 2 == 0 || i == 18, _now).ShouldBeFalse();
        }
    }

    [Fact]
    public void M6_What_is_older_than_a_minute_counts_no_more()
    {
        for (var i = 0; i < 9; i++)
        {
            _ = _breaker.Record(failed: true, _now);
        }

        _ = _breaker.Record(failed: false, _now);
        _now += TimeSpan.FromSeconds(60);
        for (var i = 0; i < 9; i++)
        {
            _breaker.Record(failed: false, _now).ShouldBeFalse();
        }

        _breaker.Record(failed: true, _now).ShouldBeFalse();
    }

    [Fact]
    public void A_clock_that_is_set_back_does_no_harm()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _breaker.Record(failed: i % 5 == 0, _now).ShouldBeFalse();
            _now -= TimeSpan.FromSeconds(7);
        }
    }

    [Fact]
    public void When_reset_it_knows_of_nothing()
    {
        for (var i = 0; i < 9; i++)
        {
            _ = _breaker.Record(failed: true, _now);
        }

        _breaker.Reset();

        _breaker.Record(failed: true, _now).ShouldBeFalse();
    }

    /// <summary>The same rule, told slowly.</summary>
    [Fact]
    public void M6_It_agrees_with_a_model_that_remembers_every_call()
    {
        var random = new Random(7);
        for (var run = 0; run < 200; run++)
        {
            var breaker = new Breaker();
            var calls = new List<(long Slot, bool Failed)>();
            var now = A.Moment;
            var odds = random.NextDouble();
            for (var i = 0; i < 200; i++)
            {
                var failed = random.NextDouble() < odds;
                var slot = now.ToUnixTimeSeconds() / 10;
                calls.Add((slot, failed));
                var recent = calls.Where(call => slot - call.Slot < 6).ToList();
                var row = calls.AsEnumerable().Reverse().TakeWhile(static call => call.Failed).Count();
                var open = failed && (row >= 10 || (recent.Count >= 20 && recent.Count(static call => call.Failed) * 2 >= recent.Count));

                breaker.Record(failed, now).ShouldBe(open, $"run {run}, call {i}");
                if (open)
                {
                    breaker.Reset();
                    calls.Clear();
                }

                now += TimeSpan.FromSeconds(random.NextDouble() * 8);
            }
        }
    }
}
