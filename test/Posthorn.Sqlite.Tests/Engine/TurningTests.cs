using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Testing;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>A lane turns while something is on its way: nothing is stuck, and nothing is sent that should not be.</summary>
public sealed class TurningTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task F_O2_A_claim_that_comes_back_to_a_disabled_lane_is_given_back()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();
        var gate = await StartWithClaimOnItsWay(rig, waiting: 5);

        endpoint = await rig.SetStatus(endpoint, EndpointStatus.Disabled);
        gate.Open();
        await rig.Tap.Done(StoreCall.Release).Reaches(1);
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.Waits && row.Attempts == 0);
        rig.Client.Received.Count.ShouldBe(0);

        _ = await rig.SetStatus(endpoint, EndpointStatus.Enabled);
        await rig.Tap.Ended.Reaches(5);
        rig.Client.Received.Count.ShouldBe(5);
    }

    [Fact]
    public async Task F_P7_A_claim_that_comes_back_to_a_stopping_lane_is_given_back_and_holds_nobody_up()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var gate = await StartWithClaimOnItsWay(rig, waiting: 5);

        await rig.Node.Lanes.StopAsync();
        gate.Open();

        (await rig.Node.Engine.DrainAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue();
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.Waits && row.Attempts == 0);
    }

    [Fact]
    public async Task When_the_breaker_opens_nothing_that_waits_in_memory_is_sent_after_it()
    {
        await using var rig = await Rig.StartAsync(new SteppedClock(Noon));
        await rig.AddEndpoint(concurrency: 4);
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(50);

        // The store is slow to hear of the lane's turn.
        var gate = new Gate();
        rig.Tap.Before = call => call is StoreCall.SaveHealth or StoreCall.Release ? gate.PassAsync(CancellationToken.None) : Task.CompletedTask;
        for (var answered = 0; answered < 10; answered++)
        {
            await held.Arrived.Reaches(answered + 4);
            held.Answer(1, Answers.Down);
            await rig.Tap.Done(StoreCall.Settle).Reaches(answered + 1);
        }

        held.Answer(3, Answers.Down);
        await rig.Tap.Done(StoreCall.Settle).Reaches(13);
        rig.Client.Received.Count.ShouldBe(13);

        gate.Open();
        await rig.Tap.Done(StoreCall.Release).Reaches(1);
        (await rig.Node.DeliveriesAsync()).Count(row => row.Waits && row.Attempts == 0).ShouldBe(37);
    }

    [Fact]
    public async Task An_endpoint_that_is_enabled_again_is_not_failing_after_the_next_start()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(10);
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(1);

        endpoint = await rig.SetStatus(endpoint, EndpointStatus.Disabled);
        _ = await rig.SetStatus(endpoint, EndpointStatus.Enabled);
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(2);
        _ = await rig.RestartAsync();

        rig.Node.LaneOf(endpoint).Mode.ShouldBe(LaneMode.Active);
    }

    [Fact]
    public async Task An_endpoint_that_was_disabled_at_the_start_and_is_enabled_again_has_nothing_held_against_it()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(10);
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(1);
        endpoint = await rig.SetStatus(endpoint, EndpointStatus.Disabled);
        await rig.Node.WriteAsync("update deliveries set state = 2, due_at = null");

        _ = await rig.RestartAsync();
        _ = await rig.SetStatus(endpoint, EndpointStatus.Enabled);

        rig.Node.LaneOf(endpoint).Mode.ShouldBe(LaneMode.Active);
    }

    [Fact]
    public async Task M8_A_failing_endpoint_that_nothing_was_sent_to_for_five_days_is_not_disabled_for_that()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint(schedule: "once");
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(10);
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(1);

        clock.Advance(TimeSpan.FromDays(6));
        await rig.Node.LaneOf(endpoint).UpkeepAsync();
        rig.Disabled.Count.ShouldBe(0);

        // What comes now is a probe. It fails after five days of failing: that is what the limit is for.
        await rig.Publish();
        await rig.Tap.Done(StoreCall.Settle).Reaches(11);
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(3);
        await rig.Node.LaneOf(endpoint).UpkeepAsync();
        rig.Disabled.Count.ShouldBe(1);
    }

    [Fact]
    public async Task F_P7_A_shutdown_that_breaks_attempts_off_does_not_make_an_endpoint_failing()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(20);
        await held.Arrived.Reaches(20);

        (await rig.Node.Engine.DrainAsync(TimeSpan.FromMilliseconds(1))).ShouldBeFalse();

        rig.Tap.Done(StoreCall.SaveHealth).Count.ShouldBe(0);
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.Waits && row.LastOutcome == "interrupted");
    }

    [Fact]
    public async Task Several_answers_of_410_at_once_disable_an_endpoint_once()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();
        var (held, gate) = (new HeldRequests(), new Gate());
        rig.Client.Answer(Rig.Host, held.Hold);
        rig.Disable = async (one, reason) =>
        {
            await gate.PassAsync(CancellationToken.None);
            _ = await rig.SetStatus(one, EndpointStatus.Disabled);
        };
        await rig.PublishMany(5);
        await held.Arrived.Reaches(5);

        held.Answer(5, Answers.Gone);
        await rig.Tap.Ended.Reaches(5);
        gate.Open();
        await rig.Disabled.Reaches(1);

        rig.Node.LaneOf(endpoint).Mode.ShouldBe(LaneMode.Disabled);
        rig.Disabled.Count.ShouldBe(1);
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Dead);
    }

    /// <summary>Starts the engine over deliveries that wait, and holds its first claim just before the lane gets it.</summary>
    private static async Task<Gate> StartWithClaimOnItsWay(Rig rig, int waiting)
    {
        _ = await rig.ReopenAsync();
        await rig.PublishMany(waiting);
        var gate = new Gate();
        rig.Tap.After = call => call == StoreCall.Claim ? gate.PassAsync(CancellationToken.None) : Task.CompletedTask;
        await rig.StartNodeAsync();
        await gate.Reached;
        return gate;
    }
}
