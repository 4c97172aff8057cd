using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Section 5.5: people change things while deliveries are on their way.</summary>
public sealed class OperatorActionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task F_O1_A_deleted_endpoint_s_deliveries_are_cancelled_and_only_what_was_under_way_may_still_arrive()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint(concurrency: 3);
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        for (var i = 0; i < 10; i++)
        {
            await rig.PublishMany(200);
        }

        await held.Arrived.Reaches(3);
        _ = await rig.SetStatus(endpoint, EndpointStatus.Deleted);
        held.Answer(1, Answers.Ok);
        held.Answer(2, Answers.Down);
        await rig.Tap.Ended.Reaches(3);

        // Those that waited in memory were given back and are ended by the upkeep.
        await rig.Tap.Done(StoreCall.Release).Reaches(1);
        await rig.Node.LaneOf(endpoint).UpkeepAsync();

        var rows = await rig.Node.DeliveriesAsync();
        rows.Count(static row => row.State == DeliveryState.Delivered).ShouldBe(1);
        rows.Count(static row => row is { State: DeliveryState.Cancelled }).ShouldBe(1_999);
        rig.Client.Received.Count.ShouldBe(3);
    }

    [Fact]
    public async Task F_O1_An_event_that_was_matched_before_the_deletion_and_committed_after_it_is_not_sent()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();
        _ = rig.Node.LaneOf(endpoint);
        rig.Tap.Before = async call =>
        {
            if (call == StoreCall.Append)
            {
                rig.Tap.Before = null;
                _ = await rig.SetStatus(endpoint, EndpointStatus.Deleted);
            }
        };
        await rig.PublishMany(1);
        await rig.Tap.Done(StoreCall.Release).Reaches(1);
        await rig.Node.LaneOf(endpoint).UpkeepAsync();

        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Cancelled);
        rig.Client.Received.Count.ShouldBe(0);
    }

    [Fact]
    public async Task F_O2_What_a_disabled_endpoint_has_waiting_goes_on_when_it_is_enabled_retries_at_their_time()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint(concurrency: 2);
        rig.Client.Answer(Rig.Host, static sent => sent.Number == 1 ? Answers.Down : Answers.Ok);
        await rig.PublishMany(4);
        await rig.Tap.Done(StoreCall.Settle).Reaches(4);

        endpoint = await rig.SetStatus(endpoint, EndpointStatus.Disabled);
        clock.Advance(TimeSpan.FromHours(5));
        await rig.Node.LaneOf(endpoint).UpkeepAsync();
        rig.Client.Received.Count.ShouldBe(4);

        _ = await rig.SetStatus(endpoint, EndpointStatus.Enabled);
        await rig.Tap.Ended.Reaches(4);
        rig.Client.Received.Count.ShouldBe(8);
    }

    [Fact]
    public async Task F_O2_What_waits_behind_a_disabled_endpoint_for_longer_than_its_schedule_ends_as_a_dead_letter()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint(schedule: "sully", concurrency: 1);
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(3);
        await held.Arrived.Reaches(1);
        endpoint = await rig.SetStatus(endpoint, EndpointStatus.Disabled);
        held.Answer(1, Answers.Down);
        await rig.Tap.Done(StoreCall.Settle).Reaches(1);
        await rig.Tap.Done(StoreCall.Release).Reaches(1);

        clock.Advance(TimeSpan.FromHours(23));
        await rig.Node.LaneOf(endpoint).UpkeepAsync();
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.Waits);

        clock.Advance(TimeSpan.FromHours(2));
        await rig.Node.LaneOf(endpoint).UpkeepAsync();
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Dead && row.LastOutcome == "horizon_passed");
        (await rig.Node.AttemptsAsync()).Single().Outcome.ShouldBe("answered_503");
    }

    [Fact]
    public async Task F_O3_A_retry_goes_to_the_url_that_the_endpoint_has_by_then()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint("old.example");
        rig.Client.Answer("old.example", Answers.Down);
        await rig.PublishMany(1);
        await rig.Tap.Done(StoreCall.Settle).Reaches(1);

        rig.Put(endpoint with { Url = new("https://new.example/hook") });
        await clock.StepUntil(rig.Tap.Ended.Reaches(1), within: TimeSpan.FromSeconds(6));

        rig.Client.Sent.Select(static sent => sent.Host).ShouldBe(["old.example", "new.example"]);
    }

    [Fact]
    public async Task F_O4_While_a_secret_is_being_replaced_a_retry_carries_both_signatures_and_after_that_the_new_one()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint(schedule: "60,7200");
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(1);
        await rig.Tap.Done(StoreCall.Settle).Reaches(1);

        Profile.Standard.Scheme.TryCreateKey(Profile.Standard.Scheme.GenerateSecret(static count => new byte[count]), out var key, out _).ShouldBeTrue();
        rig.Put(endpoint with
        {
            Secrets = [new(2, key!, Noon, ExpiresAt: null), endpoint.Secrets[0] with { ExpiresAt = Noon + TimeSpan.FromHours(1) }],
        });
        await clock.StepUntil(rig.Tap.Ended.Reaches(1), within: TimeSpan.FromHours(3));

        rig.Client.Sent.Select(static sent => sent.Request.Headers.Single(static header => header.Key == "webhook-signature").Value.Split(' ').Length)
            .ShouldBe([1, 2, 1]);
    }

    [Fact]
    public async Task F_O6_A_replay_beside_a_retry_makes_no_second_request_at_the_same_time()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(1);
        await held.Arrived.Reaches(1);
        var id = (await rig.Node.DeliveriesAsync()).Single().Id;

        (await rig.Node.Replays.ReplayAsync(id, rig.Clock.GetUtcNow())).ShouldBe(ReplayOutcome.InFlight);
        rig.Node.Lanes.Wake(endpoint.Key);
        held.Answer(1, Answers.Down);
        await rig.Tap.Done(StoreCall.Settle).Reaches(1);

        (await rig.Node.Replays.ReplayAsync(id, rig.Clock.GetUtcNow())).ShouldBe(ReplayOutcome.Due);
        rig.Node.Lanes.Wake(endpoint.Key);
        await held.Arrived.Reaches(2);
        (await rig.Node.Replays.ReplayAsync(id, rig.Clock.GetUtcNow())).ShouldBe(ReplayOutcome.InFlight);
        held.Answer(1, Answers.Ok);
        await rig.Tap.Ended.Reaches(1);
        rig.Client.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task F_O7_Asked_twice_for_the_same_it_is_sent_once_more()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint(schedule: "once");
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(1);
        await rig.Tap.Ended.Reaches(1);

        rig.Client.Answer(Rig.Host, Answers.Ok);
        _ = await rig.ReopenAsync();
        var id = (await rig.Node.DeliveriesAsync()).Single().Id;
        (await rig.Node.Replays.ReplayAsync(id, rig.Clock.GetUtcNow())).ShouldBe(ReplayOutcome.Due);
        (await rig.Node.Replays.ReplayAsync(id, rig.Clock.GetUtcNow())).ShouldBe(ReplayOutcome.Due);
        await rig.StartNodeAsync();
        await rig.Tap.Ended.Reaches(1);

        rig.Client.Received.Count.ShouldBe(2);
        (await rig.Node.DeliveriesAsync()).Single().ShouldSatisfyAllConditions(
            row => row.State.ShouldBe(DeliveryState.Delivered), row => row.Attempts.ShouldBe(2), row => row.Uncounted.ShouldBe(1));
    }

    [Fact]
    public async Task F_O7_A_replay_to_an_endpoint_that_is_failing_is_not_ended_because_its_event_is_old()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint(schedule: "once");
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(10);
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(1);
        await rig.Tap.Ended.Reaches(10);
        clock.Advance(TimeSpan.FromDays(3));

        var id = (await rig.Node.DeliveriesAsync())[0].Id;
        (await rig.Node.Replays.ReplayAsync(id, clock.GetUtcNow())).ShouldBe(ReplayOutcome.Due);
        await rig.Node.LaneOf(endpoint).UpkeepAsync();
        (await rig.Node.DeliveriesAsync())[0].Waits.ShouldBeTrue();

        rig.Client.Answer(Rig.Host, Answers.Ok);
        rig.Node.Lanes.Wake(endpoint.Key);
        await rig.Tap.Ended.Reaches(11);
        (await rig.Node.DeliveriesAsync())[0].State.ShouldBe(DeliveryState.Delivered);
    }
}
