using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Section 1: the promise, invariant by invariant.</summary>
public sealed class PromiseTests
{
    [Fact]
    public async Task I1_What_was_acknowledged_is_delivered_or_dead_or_waiting_or_cancelled_at_every_endpoint()
    {
        await using var rig = await Rig.StartAsync();
        _ = await rig.AddEndpoint("up.example");
        _ = await rig.AddEndpoint("down.example");
        _ = await rig.AddEndpoint("gone.example");
        _ = await rig.AddEndpoint("blocked.example");
        _ = await rig.AddEndpoint("once.example", "once");
        var deleted = await rig.AddEndpoint("deleted.example");
        rig.Client.Answer("down.example", Answers.Down);
        rig.Client.Answer("gone.example", Answers.Gone);
        rig.Client.Answer("blocked.example", Answers.Blocked);
        rig.Client.Answer("once.example", Answers.Reset);
        rig.Client.Answer("deleted.example", Answers.Down);

        var stored = (await rig.Publish()).ShouldBeOfType<IntakeResult.Accepted>().Event;
        stored.Deliveries.Count.ShouldBe(6);
        await rig.Tap.Done(StoreCall.Settle).Reaches(6);
        _ = await rig.SetStatus(deleted, EndpointStatus.Deleted);

        (await rig.Node.DeliveriesAsync()).Select(static row => (row.State, row.Waits)).ShouldBe(
        [
            (DeliveryState.Delivered, false), (DeliveryState.Pending, true), (DeliveryState.Dead, false),
            (DeliveryState.Dead, false), (DeliveryState.Dead, false), (DeliveryState.Cancelled, false),
        ]);
    }

    [Fact]
    public async Task I1_An_event_that_nobody_wants_is_stored_all_the_same()
    {
        await using var rig = await Rig.StartAsync();
        var stored = (await rig.Publish()).ShouldBeOfType<IntakeResult.Accepted>().Event;

        stored.Deliveries.ShouldBeEmpty();
        (await rig.Node.History.FindEventAsync(stored.Id, CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task I2_All_attempts_carry_the_same_id_and_bytes_and_each_a_time_and_signature_of_its_own()
    {
        var clock = new SteppedClock(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint(schedule: "5,5,5");
        rig.Client.Answer(Rig.Host, static sent => sent.Number < 4 ? Answers.Down : Answers.Ok);
        _ = await rig.Publish(data: """{"note" : "kept byte for byte"}""");
        await clock.StepUntil(rig.Tap.Ended.Reaches(1), within: TimeSpan.FromSeconds(6));

        rig.Client.Sent.Count.ShouldBe(4);
        rig.Client.Sent.Select(static sent => Convert.ToHexString(sent.Request.Body.Span)).Distinct().ShouldHaveSingleItem();
        rig.Client.Sent.Select(static sent => sent.EventId).Distinct().ShouldHaveSingleItem();
        rig.Client.Sent.Select(static sent => Header(sent, "webhook-timestamp")).Distinct().Count().ShouldBe(4);
        rig.Client.Sent.Select(static sent => Header(sent, "webhook-signature")).Distinct().Count().ShouldBe(4);
        (await rig.Node.AttemptsAsync()).Select(static row => row.Outcome)
            .ShouldBe(["answered_503", "answered_503", "answered_503", "answered_200"]);
    }

    [Fact]
    public async Task I2_F_D22_A_stored_payload_that_changed_is_not_sent()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        _ = await rig.ReopenAsync();
        await rig.PublishMany(2, """{"text":"a"}""");
        await rig.Node.WriteAsync("""update events set data = cast('{"text":"b"}' as blob) where sequence = 1""");
        await rig.StartNodeAsync();
        await rig.Tap.Ended.Reaches(2);

        (await rig.Node.DeliveriesAsync()).Select(static row => (row.State, row.LastOutcome))
            .ShouldBe([(DeliveryState.Dead, "integrity_failed"), (DeliveryState.Delivered, "answered_200")]);
        rig.Client.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task I3_I5_Without_faults_ten_thousand_deliveries_arrive_once_each_overflow_or_not()
    {
        const int events = 5_000;
        await using var rig = await Rig.StartAsync();
        _ = await rig.AddEndpoint("fast.example");
        var slow = await rig.AddEndpoint("slow.example", concurrency: 2);
        var held = new HeldRequests();
        rig.Client.Answer("slow.example", held.Hold);

        // The slow one's window fills, and what is beyond stays in the store.
        await rig.PublishMany(events / 2);
        var ids = new List<string>();
        await Parallel.ForAsync(0, events / 2, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (_, _) => await rig.Publish());
        var rows = await rig.Node.DeliveriesAsync();
        rows.Count(row => row.EndpointKey == slow.Key && row.IsHeld).ShouldBeLessThanOrEqualTo(LaneWindow.Size);
        ids.AddRange(rows.Select(static row => row.EventId).Distinct());

        await held.Arrived.Reaches(2);
        rig.Client.Answer("slow.example", Answers.Ok);
        held.Answer(2, Answers.Ok);
        await rig.Tap.Ended.Reaches(2 * events);

        ids.Count.ShouldBe(events);
        foreach (var host in (string[])["fast.example", "slow.example"])
        {
            rig.Client.Sent.Where(sent => sent.Host == host).Select(static sent => sent.EventId).ShouldBe(ids, ignoreOrder: true);
        }

        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Delivered && row.Attempts == 1);
        rig.Node.LaneOf(slow).HasRoom.ShouldBeTrue();
    }

    [Fact]
    public async Task Q13_No_row_is_written_for_an_endpoint_s_health_while_it_does_not_change()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        rig.Client.Answer(Rig.Host, static sent => sent.EventId[^1] is 'a' or 'b' ? Answers.Down : Answers.Ok);
        await rig.PublishMany(500);
        await rig.Tap.Done(StoreCall.Settle).Reaches(500);

        rig.Tap.Done(StoreCall.SaveHealth).Count.ShouldBe(0);
    }

    private static string Header(Sent sent, string name) => sent.Request.Headers.Single(header => header.Key == name).Value;
}
