using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Section 5.4: what lies in memory is bounded, and what is beyond is delivered all the same.</summary>
public sealed class LoadTests
{
    [Fact]
    public async Task F_L4_More_events_than_an_endpoint_takes_stay_in_the_store_and_are_all_delivered_once()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint(concurrency: 8);
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        for (var i = 0; i < 4; i++)
        {
            await rig.PublishMany(1_000);
        }

        (await rig.Node.DeliveriesAsync()).Count(static row => row.IsHeld).ShouldBeInRange(8, LaneWindow.Size);
        rig.Node.LaneOf(endpoint).HasRoom.ShouldBeFalse();

        rig.Client.Answer(Rig.Host, Answers.Ok);
        await held.Arrived.Reaches(8);
        held.Answer(8, Answers.Ok);
        await rig.Tap.Ended.Reaches(4_000);
        rig.Client.Received.Count.ShouldBe(4_000);
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Delivered && row.Attempts == 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task F_L5_Big_payloads_of_many_lanes_keep_within_the_memory_for_waiting(bool fromTheStore)
    {
        const int lanes = 8;
        const int size = 100_000;
        const int budget = 1_000_000;
        await using var rig = await Rig.StartAsync(Rig.NoNet with { MemoryForWaiting = budget });
        var held = new HeldRequests();
        for (var i = 0; i < lanes; i++)
        {
            _ = await rig.AddEndpoint($"{i}.example", concurrency: 1);
            rig.Client.Answer($"{i}.example", held.Hold);
        }

        if (fromTheStore)
        {
            _ = await rig.ReopenAsync();
        }

        await rig.PublishMany(20, $$"""{"text":"{{new string('x', size)}}"}""");
        if (fromTheStore)
        {
            await rig.StartNodeAsync();
        }

        await held.Arrived.Reaches(lanes);
        (await rig.Node.DeliveriesAsync()).Count(static row => row.IsHeld).ShouldBeInRange(lanes, (budget / size) + (2 * lanes));

        for (var i = 0; i < lanes; i++)
        {
            rig.Client.Answer($"{i}.example", Answers.Ok);
        }

        held.Answer(lanes, Answers.Ok);
        await rig.Tap.Ended.Reaches(20 * lanes);
        rig.Client.Received.Count.ShouldBe(20 * lanes);
    }

    [Fact]
    public async Task An_endpoint_s_pace_holds_for_what_waits_and_nothing_is_lost_to_it()
    {
        var clock = new SteppedClock(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint(rate: 10);
        await rig.PublishMany(100);
        await rig.Tap.Ended.Reaches(10);
        rig.Client.Received.Count.ShouldBe(10);

        await clock.StepUntil(rig.Tap.Ended.Reaches(100), within: TimeSpan.FromSeconds(1));

        foreach (var second in rig.Client.Sent.Skip(10).GroupBy(static sent => sent.At.ToUnixTimeSeconds()))
        {
            second.Count().ShouldBeLessThanOrEqualTo(11);
        }
    }
}
