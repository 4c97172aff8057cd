using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Testing;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>F-P7: a graceful end.</summary>
public sealed class DrainTests
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task F_P7_With_a_thousand_in_flight_all_end_and_nothing_new_begins()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint(concurrency: 1_000);
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(1_000);
        await rig.PublishMany(1_000);
        await held.Arrived.Reaches(1_000);

        await rig.Node.Lanes.StopAsync();
        var drained = rig.Node.Engine.DrainAsync(Grace);
        await rig.PublishMany(10);
        held.Answer(1_000, Answers.Ok);

        (await drained).ShouldBeTrue();
        rig.Client.Received.Count.ShouldBe(1_000);
        var rows = await rig.Node.DeliveriesAsync();
        rows.Count(static row => row.State == DeliveryState.Delivered).ShouldBe(1_000);
        rows.Count(static row => row.Waits && row.Attempts == 0).ShouldBe(1_010);

        rig.Client.Answer(Rig.Host, Answers.Ok);
        _ = await rig.RestartAsync();
        await rig.Tap.Ended.Reaches(1_010);
        rig.Client.Sent.ShouldAllBe(sent => sent.Number == 1);
    }

    [Fact]
    public async Task F_P7_What_does_not_end_in_time_is_broken_off_and_retried_by_the_next_process()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(5);
        await held.Arrived.Reaches(5);

        (await rig.Node.Engine.DrainAsync(TimeSpan.FromMilliseconds(1))).ShouldBeFalse();

        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.Waits && row.Attempts == 1);
        (await rig.Node.AttemptsAsync()).ShouldAllBe(row => row.Outcome == "interrupted" && row.Ambiguous);
    }

    [Fact]
    public async Task F_P7_A_lane_that_is_made_while_the_process_ends_starts_nothing()
    {
        await using var rig = await Rig.StartAsync();
        (await rig.Node.Engine.DrainAsync(Grace)).ShouldBeTrue();
        await rig.AddEndpoint();

        await rig.PublishMany(3);

        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.Waits && row.Attempts == 0);
        rig.Client.Received.Count.ShouldBe(0);
    }

    [Fact]
    public async Task F_P7_An_event_that_was_being_stored_when_the_lanes_stopped_is_given_back()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var gate = new Gate();
        rig.Tap.After = call => call == StoreCall.Append ? gate.PassAsync(CancellationToken.None) : Task.CompletedTask;
        var publishing = rig.PublishMany(3);
        await gate.Reached;

        await rig.Node.Lanes.StopAsync();
        var drained = rig.Node.Engine.DrainAsync(Grace);
        gate.Open();

        await publishing;
        (await drained).ShouldBeTrue();
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.Waits && row.Attempts == 0);
    }

    [Fact]
    public async Task F_D4_A_store_that_is_away_does_not_keep_the_process_from_ending()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint(concurrency: 2);
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(10);
        await held.Arrived.Reaches(2);

        rig.Tap.Before = static call => call == StoreCall.Append ? Task.CompletedTask : throw new StoreUnavailableException("The disk is full.");
        held.Answer(2, Answers.Ok);
        (await rig.Node.Engine.DrainAsync(TimeSpan.FromMilliseconds(1))).ShouldBeFalse();

        // What could not be written down stays claimed; the next process takes it for unknown and sends it again.
        rig.Client.Answer(Rig.Host, Answers.Ok);
        _ = await rig.RestartAsync();
        await rig.Tap.Ended.Reaches(10);
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Delivered);
    }
}
