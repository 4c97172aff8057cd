using Posthorn.Delivery.Recording;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Section 5.3, as far as it is about lanes: endpoints that hang, flap, come back late or all at once.</summary>
public sealed class EndpointFaultTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task F_N16_F_L2_An_endpoint_that_hangs_delays_no_other_lane()
    {
        await using var rig = await Rig.StartAsync();
        _ = await rig.AddEndpoint("hangs.example", concurrency: 4);
        _ = await rig.AddEndpoint("works.example");
        var held = new HeldRequests();
        rig.Client.Answer("hangs.example", held.Hold);

        // Half of all traffic goes to the one that hangs, and more than it may keep in memory.
        for (var i = 0; i < 5; i++)
        {
            await rig.PublishMany(400);
        }

        await rig.Tap.Ended.Reaches(2_000);
        rig.Client.ReceivedAt("works.example").Count.ShouldBe(2_000);
        rig.Client.ReceivedAt("hangs.example").Count.ShouldBe(4);
    }

    [Fact]
    public async Task F_L3_A_backlog_that_is_worked_off_holds_up_nothing_fresh_of_the_others()
    {
        await using var rig = await Rig.StartAsync();
        _ = await rig.AddEndpoint("behind.example", concurrency: 2);
        _ = await rig.ReopenAsync();
        for (var i = 0; i < 5; i++)
        {
            await rig.PublishMany(1_000);
        }

        _ = await rig.AddEndpoint("fresh.example");
        var held = new HeldRequests();
        rig.Client.Answer("behind.example", held.Hold);
        await rig.StartNodeAsync();
        await held.Arrived.Reaches(2);
        await rig.PublishMany(100);
        await rig.Tap.Ended.Reaches(100);
        rig.Client.ReceivedAt("fresh.example").Count.ShouldBe(100);

        rig.Client.Answer("behind.example", Answers.Ok);
        held.Answer(2, Answers.Ok);
        await rig.Tap.Ended.Reaches(5_200);
        rig.Client.Sent.ShouldAllBe(sent => sent.Number == 1);
    }

    [Fact]
    public async Task F_N17_An_endpoint_that_is_up_and_down_by_turns_for_a_day_loses_nothing()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint();
        var up = true;
        rig.Client.Answer(Rig.Host, _ => Volatile.Read(ref up) ? Answers.Ok : Answers.Down);
        var published = 0;
        for (var turn = 0; turn < 2 * 12 * 12; turn++)
        {
            Volatile.Write(ref up, turn % 2 == 0);
            for (var minute = 0; minute < 5; minute++)
            {
                await rig.PublishMany(3);
                published += 3;
                clock.Advance(TimeSpan.FromMinutes(1));
            }
        }

        Volatile.Write(ref up, true);
        await clock.StepUntil(rig.Tap.Ended.Reaches(published), within: TimeSpan.FromHours(2));

        var rows = await rig.Node.DeliveriesAsync();
        rows.Count.ShouldBe(published);
        rows.ShouldAllBe(row => row.State == DeliveryState.Delivered);
        rig.Disabled.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(12)]
    public async Task F_N18_Down_for_23_hours_59_and_then_up_it_is_delivered_by_the_last_attempt(int deliveries)
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint(schedule: "sully");
        var up = Noon + TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1);
        rig.Client.Answer(Rig.Host, sent => sent.At < up ? Answers.Down : Answers.Ok);
        await rig.PublishMany(deliveries);
        await clock.StepUntil(rig.Tap.Ended.Reaches(deliveries), within: TimeSpan.FromDays(2));

        // With more than ten the lane was failing all day: its breaker delays, and takes nothing away.
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Delivered && row.Attempts <= 6);
        clock.GetUtcNow().ShouldBeInRange(up, Noon + TimeSpan.FromHours(25));
    }

    [Fact]
    public async Task F_N18_Down_for_25_hours_it_is_a_dead_letter()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint(schedule: "sully");
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(1);
        await clock.StepUntil(rig.Tap.Ended.Reaches(1), within: TimeSpan.FromDays(2));

        (await rig.Node.DeliveriesAsync()).Single().ShouldSatisfyAllConditions(
            row => row.State.ShouldBe(DeliveryState.Dead), row => row.Attempts.ShouldBe(6), row => row.LastOutcome.ShouldBe("answered_503"));
        (rig.Client.Sent[^1].At - Noon).ShouldBeInRange(TimeSpan.FromHours(23.9), TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task F_N19_After_a_recovery_requests_at_once_are_1_then_2_then_4_and_not_all_that_waited()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint(concurrency: 64);
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(10);
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(1);
        await rig.PublishMany(500);
        await rig.Tap.Done(StoreCall.Settle).Reaches(10);

        var ramp = new RampWatch(expected: 510, most: 64);
        rig.Client.Answer(Rig.Host, ramp.Answer);
        await clock.StepUntil(rig.Tap.Ended.Reaches(510), within: TimeSpan.FromSeconds(10));

        ramp.Broken.ShouldBe(0);
        ramp.Waves.Take(8).ShouldBe([1, 1, 2, 4, 8, 16, 32, 64]);
    }

    [Fact]
    public async Task F_N20_While_our_way_out_is_broken_attempts_are_not_charged_and_lanes_rest()
    {
        const int endpoints = 6;
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        for (var i = 0; i < endpoints; i++)
        {
            _ = await rig.AddEndpoint($"{i}.example", "once", concurrency: 1);
        }

        var held = new HeldRequests();
        for (var i = 0; i < endpoints; i++)
        {
            rig.Client.Answer($"{i}.example", held.Hold);
        }

        await rig.PublishMany(50);
        await held.Arrived.Reaches(endpoints);

        // Four cannot know yet and end as they would; with the fifth it is plain, and no lane sends on.
        for (var settled = 1; settled <= endpoints + 4; settled++)
        {
            held.Answer(1, Answers.NoWayOut);
            await rig.Tap.Done(StoreCall.Settle).Reaches(settled);
            await held.Arrived.Reaches(Math.Min(settled, 4) + endpoints);
        }

        rig.Client.Received.Count.ShouldBe(endpoints + 4);
        var rows = await rig.Node.DeliveriesAsync();
        rows.Count(static row => row.State == DeliveryState.Dead).ShouldBe(4);
        rows.Count(static row => row.Uncounted == 1).ShouldBe(6);

        for (var i = 0; i < endpoints; i++)
        {
            rig.Client.Answer($"{i}.example", Answers.Ok);
        }

        await clock.StepUntil(rig.Tap.Ended.Reaches(endpoints * 50), within: TimeSpan.FromSeconds(31));
        (await rig.Node.DeliveriesAsync()).Count(static row => row.State == DeliveryState.Delivered).ShouldBe((endpoints * 50) - 4);
    }
}
