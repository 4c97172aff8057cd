using Posthorn.Delivery.Scheduling;

namespace Posthorn.Delivery.Tests.Scheduling;

public sealed class RetryScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, double[]> Presets => new()
    {
        { "once", [] },
        { "sully", [86_400 / 20_736.0, 50, 600, 7_200, 86_400] },
        { "standard", [.. Sums(5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)] },
        { "persistent", [.. Sums([5, 30, 120, 600, 1_800, .. Enumerable.Repeat(3_600.0, 71)])] },
    };

    [Theory]
    [MemberData(nameof(Presets))]
    public void A_preset_retries_at_exactly_the_moments_that_it_names(string name, double[] secondsAfterTheStart)
    {
        var schedule = Parse(name);

        var moments = Run(schedule, dice: () => 0, took: TimeSpan.Zero);

        moments.Count.ShouldBe(secondsAfterTheStart.Length);
        foreach (var (moment, seconds) in moments.Zip(secondsAfterTheStart))
        {
            (moment - Start).TotalSeconds.ShouldBe(seconds, 0.001);
        }

        schedule.MaxAttempts.ShouldBe(secondsAfterTheStart.Length + 1);
    }

    [Fact]
    public void The_default_sends_77_times_and_an_endpoint_that_comes_back_waits_an_hour_at_most()
    {
        RetrySchedule.Persistent.MaxAttempts.ShouldBe(77);
        RetrySchedule.Persistent.Horizon.ShouldBeInRange(TimeSpan.FromHours(71), TimeSpan.FromHours(72));

        var moments = Run(RetrySchedule.Persistent, dice: () => 0, took: TimeSpan.Zero);
        moments.Zip(moments.Skip(1), static (one, next) => next - one).Max().ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public void F_N18_The_last_attempt_of_the_vendors_schedule_is_at_24_hours_sharp_whatever_the_dice_say()
    {
        foreach (var dice in (double[])[0, 0.001, 0.5, 0.999_999])
        {
            var last = Run(RetrySchedule.Sully, () => dice, took: TimeSpan.FromSeconds(30))[^1];

            (last - Start).ShouldBe(TimeSpan.FromHours(24), TimeSpan.FromSeconds(1));
            (last - Start).ShouldBeLessThanOrEqualTo(TimeSpan.FromHours(24));
        }
    }

    [Fact]
    public void M1_In_100_000_schedules_nobody_is_retried_early_nor_more_often_nor_past_a_promised_horizon()
    {
        var random = new Random(20260301);
        for (var n = 0; n < 100_000; n++)
        {
            var schedule = AnySchedule(random);
            var now = Start;
            var attempts = 1;
            while (true)
            {
                now += TimeSpan.FromSeconds(random.NextDouble() * 31);
                var asked = random.Next(4) == 0 ? TimeSpan.FromSeconds(Math.Pow(10, random.NextDouble() * 7)) : (TimeSpan?)null;
                if (schedule.DueAfter(attempts, Start, now, asked, random.NextDouble()) is not { } due)
                {
                    break;
                }

                Check(schedule, attempts, now, asked, due, n);
                (now, attempts) = (due, attempts + 1);
            }

            attempts.ShouldBeLessThanOrEqualTo(schedule.MaxAttempts);
        }
    }

    [Theory]
    [InlineData(-60, 5)]
    [InlineData(1, 5)]
    [InlineData(60, 60)]
    [InlineData(604_800, 288_590.5)]
    public void M3_What_an_endpoint_asks_for_may_lengthen_a_wait_but_not_shorten_it_nor_reach_past_the_horizon(double asked, double waits)
    {
        // The waits of the default sum up to 258,155 seconds; a tenth of that and a minute an attempt are allowed on top.
        RetrySchedule.Persistent.LongestRun.TotalSeconds.ShouldBe(288_590.5);

        var due = RetrySchedule.Persistent.DueAfter(1, Start, Start, TimeSpan.FromSeconds(asked), dice: 0);

        (due!.Value - Start).TotalSeconds.ShouldBe(waits);
    }

    [Fact]
    public void A_delivery_whose_run_took_too_long_is_given_up_with_attempts_left()
    {
        var late = Start + RetrySchedule.Standard.LongestRun + TimeSpan.FromSeconds(1);

        RetrySchedule.Standard.DueAfter(2, Start, late, asked: null, dice: 0).ShouldBeNull();
        RetrySchedule.Standard.DueAfter(2, Start, late - TimeSpan.FromSeconds(2), asked: null, dice: 0).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("1", 1)]
    [InlineData("1.5,2,86400", 3)]
    [InlineData("2592000", 1)]
    public void A_list_of_waits_is_a_schedule(string text, int waits)
    {
        var schedule = Parse(text);

        schedule.MaxAttempts.ShouldBe(waits + 1);
        schedule.Text.ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("5,")]
    [InlineData("0")]
    [InlineData("0.999")]
    [InlineData("-5")]
    [InlineData("5;6")]
    [InlineData("5, 6")]
    [InlineData("1e3")]
    [InlineData("+5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("5,NaN")]
    [InlineData("∞")]
    [InlineData("5 s")]
    [InlineData("٥")]
    [InlineData("Once")]
    [InlineData("2592001")]
    [InlineData("1296000,1296001")]
    [InlineData("9999999999999999999999999999999999999999999999")]
    public void B_E11_What_is_no_schedule_is_refused_with_a_reason(string text)
    {
        RetrySchedule.TryParse(text, out _, out var problem).ShouldBeFalse();

        problem.ShouldNotBeNullOrWhiteSpace();
    }

    [Fact]
    public void B_E11_A_hundred_waits_are_the_most()
    {
        RetrySchedule.TryParse(List(100), out _, out _).ShouldBeTrue();
        RetrySchedule.TryParse(List(101), out _, out var problem).ShouldBeFalse();
        problem.ShouldNotBeNull().ShouldContain("100");
        RetrySchedule.TryParse(List(1_000), out _, out _).ShouldBeFalse();

        static string List(int waits) => string.Join(',', Enumerable.Repeat("1", waits));
    }

    private static void Check(RetrySchedule schedule, int attempt, DateTimeOffset now, TimeSpan? asked, DateTimeOffset due, int n)
    {
        var wait = Parse(schedule.Text).DueAfter(attempt, Start, Start, asked: null, dice: 0)!.Value - Start;
        var end = Start + schedule.LongestRun;
        var onTime = schedule.Text == "sully";

        (due >= now + wait || (onTime && due == end)).ShouldBeTrue($"schedule {n} ({schedule.Text}) retried {now + wait - due} early");
        (due >= Min(now + (asked ?? TimeSpan.Zero), end)).ShouldBeTrue($"schedule {n} ({schedule.Text}) did not wait for what was asked");
        (due <= Max(now + (wait * 1.1), Min(now + (asked ?? TimeSpan.Zero), end))).ShouldBeTrue($"schedule {n} ({schedule.Text}) waits longer than it says");
        (!onTime || due <= end).ShouldBeTrue($"schedule {n} goes past its horizon");
    }

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static RetrySchedule AnySchedule(Random random) => random.Next(8) switch
    {
        0 => RetrySchedule.Once,
        1 or 2 or 3 => RetrySchedule.Sully,
        4 => RetrySchedule.Standard,
        _ => Parse(string.Join(',', Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(1, 100_000)))),
    };

    private static RetrySchedule Parse(string text)
    {
        RetrySchedule.TryParse(text, out var schedule, out var problem).ShouldBeTrue(problem);
        return schedule!;
    }

    /// <summary>The moments of all attempts but the first, each of which fails.</summary>
    private static List<DateTimeOffset> Run(RetrySchedule schedule, Func<double> dice, TimeSpan took)
    {
        var moments = new List<DateTimeOffset>();
        var (now, attempt) = (Start + took, 1);
        while (schedule.DueAfter(attempt++, Start, now, asked: null, dice()) is { } due)
        {
            moments.Add(due);
            now = due + took;
        }

        return moments;
    }

    private static IEnumerable<double> Sums(params double[] waits)
    {
        var sum = 0.0;
        foreach (var wait in waits)
        {
            yield return sum += wait;
        }
    }
}
