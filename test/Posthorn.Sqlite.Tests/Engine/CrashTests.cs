using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Recording;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Section 5.1: the process dies at a named place, and the next one goes on.</summary>
public sealed class CrashTests
{
    [Fact]
    public async Task F_P1_Died_after_the_commit_and_before_the_answer_it_is_delivered_once_and_the_key_finds_it()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var life = new Life();
        _ = await rig.RestartAsync(life);
        rig.Tap.After = call => call == StoreCall.Append ? Die(life) : Task.CompletedTask;
        _ = rig.Publish(key: "k");
        await life.Ended.WaitAsync(Tally.Patience);

        _ = await rig.RestartAsync();
        await rig.Tap.Ended.Reaches(1);
        var again = (await rig.Publish(key: "k")).ShouldBeOfType<IntakeResult.Accepted>();

        again.Replayed.ShouldBeTrue();
        var row = (await rig.Node.DeliveriesAsync()).ShouldHaveSingleItem();
        row.EventId.ShouldBe(again.Event.Id.ToString());
        again.Event.Deliveries.ShouldHaveSingleItem().Id.ShouldBe(row.Id);
        rig.Client.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task F_P2_Died_before_the_commit_there_is_no_trace_and_the_caller_may_try_again()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var life = new Life();
        _ = await rig.RestartAsync(life);
        rig.Tap.Before = call => call == StoreCall.Append ? Die(life) : Task.CompletedTask;
        _ = rig.Publish(key: "k");
        await life.Ended.WaitAsync(Tally.Patience);

        _ = await rig.RestartAsync();
        (await rig.Node.DeliveriesAsync()).ShouldBeEmpty();
        (await rig.Publish(key: "k")).ShouldBeOfType<IntakeResult.Accepted>().Replayed.ShouldBeFalse();
        await rig.Tap.Ended.Reaches(1);
    }

    [Fact]
    public async Task F_P3_Died_after_the_claim_and_before_the_request_it_is_sent_once()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();
        _ = await rig.ReopenAsync();
        await rig.PublishMany(3);
        var claim = await new SqliteLaneStore(rig.Node.Storage.Writer).ClaimAsync(
            new(endpoint.Key, 10, int.MaxValue, rig.Clock.GetUtcNow().AddMinutes(1)), rig.Clock.GetUtcNow());
        claim.Deliveries.Count.ShouldBe(3);

        _ = await rig.RestartAsync();
        await rig.Tap.Ended.Reaches(3);

        rig.Client.Sent.ShouldAllBe(sent => sent.Number == 1);
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Delivered && row.Attempts == 2);
    }

    [Fact]
    public async Task F_P4_I4_Died_between_request_and_answer_it_is_sent_again_with_the_same_id_and_the_same_bytes()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(1);
        await held.Arrived.Reaches(1);

        rig.Client.Answer(Rig.Host, Answers.Ok);
        _ = await rig.RestartAsync();
        await rig.Tap.Ended.Reaches(1);

        rig.Client.Sent.Count.ShouldBe(2);
        rig.Client.Sent.Select(static sent => sent.EventId).Distinct().ShouldHaveSingleItem();
        rig.Client.Sent[0].Request.Body.Span.SequenceEqual(rig.Client.Sent[1].Request.Body.Span).ShouldBeTrue();
        (await rig.Node.AttemptsAsync()).Select(static row => (row.Number, row.Outcome, row.Ambiguous))
            .ShouldBe([(1, "outcome_unknown", true), (2, "answered_200", false)]);
    }

    [Fact]
    public async Task F_P5_Died_after_the_2xx_and_before_the_record_it_is_sent_once_more()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var life = new Life();
        _ = await rig.RestartAsync(life);
        rig.Tap.Before = call => call == StoreCall.Settle ? Die(life) : Task.CompletedTask;
        await rig.PublishMany(1);
        await life.Ended.WaitAsync(Tally.Patience);

        _ = await rig.RestartAsync();
        await rig.Tap.Ended.Reaches(1);

        rig.Client.Received.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Died_in_the_middle_of_its_only_attempt_it_is_a_dead_letter_of_unknown_outcome_and_never_a_second_post()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint(schedule: "once");
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(1);
        await held.Arrived.Reaches(1);

        _ = await rig.RestartAsync();
        await rig.Tap.Ended.Reaches(1);

        (await rig.Node.DeliveriesAsync()).Single().ShouldSatisfyAllConditions(
            row => row.State.ShouldBe(DeliveryState.Dead), row => row.LastOutcome.ShouldBe("outcome_unknown"), row => row.Attempts.ShouldBe(1));
        rig.Client.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_nothing_may_be_sent_twice_a_crash_costs_little_more_than_what_was_in_flight()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint(schedule: "once", concurrency: 8);
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(1_000);
        await held.Arrived.Reaches(8);

        rig.Client.Answer(Rig.Host, Answers.Ok);
        _ = await rig.RestartAsync();
        await rig.Tap.Ended.Reaches(1_000);

        var rows = await rig.Node.DeliveriesAsync();
        rows.Count(static row => row.State == DeliveryState.Dead).ShouldBeInRange(8, 8 + 16);
        rig.Client.Sent.ShouldAllBe(sent => sent.Number == 1);
    }

    [Fact]
    public async Task I7_A_delivery_that_dies_in_every_attempt_has_no_more_of_them_than_its_schedule()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint(schedule: "1,1");
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(1);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            await held.Arrived.Reaches(attempt);
            _ = await rig.ReopenAsync();
            await rig.Node.WriteAsync("update attempts set outcome = 'reset'");
            await rig.StartNodeAsync();
        }

        await rig.Tap.Ended.Reaches(1);
        (await rig.Node.DeliveriesAsync()).Single().ShouldSatisfyAllConditions(
            row => row.State.ShouldBe(DeliveryState.Dead), row => row.Attempts.ShouldBe(3), row => row.LastOutcome.ShouldBe("outcome_unknown"));
        rig.Client.Received.Count.ShouldBe(3);
    }

    [Fact]
    public async Task F_P10_Q6_A_payload_that_kills_every_process_is_given_up_after_five_and_the_others_arrive()
    {
        var clock = new SteppedClock(new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint(concurrency: 4);
        var (poison, sent) = (string.Empty, 0);
        rig.Client.Answer(Rig.Host, async (request, stop) =>
        {
            if (request.EventId == poison)
            {
                // What was sent before it in this process has been written down.
                await rig.Tap.Done(StoreCall.Settle).Reaches(Volatile.Read(ref sent));
                await Die(rig.Node.Life);
            }

            _ = Interlocked.Increment(ref sent);
            return Answers.Ok;
        });

        _ = await rig.ReopenAsync();
        await rig.PublishMany(10);
        poison = (await rig.Publish()).ShouldBeOfType<IntakeResult.Accepted>().Event.Id.ToString();
        await rig.PublishMany(10);
        for (var crash = 1; crash <= 5; crash++)
        {
            var node = await rig.ReopenAsync();
            sent = (await node.DeliveriesAsync()).Count(static row => row.IsHeld);
            await rig.StartNodeAsync();
            await clock.StepUntil(node.Life.Ended, within: TimeSpan.FromSeconds(31));
        }

        _ = await rig.ReopenAsync();
        var open = (await rig.Node.DeliveriesAsync()).Count(static row => row.DueAt is not null);
        await rig.StartNodeAsync();
        await clock.StepUntil(rig.Tap.Ended.Reaches(open), within: TimeSpan.FromSeconds(31));

        var rows = await rig.Node.DeliveriesAsync();
        rows.Single(row => row.EventId == poison).ShouldSatisfyAllConditions(
            row => row.State.ShouldBe(DeliveryState.Dead), row => row.LastOutcome.ShouldBe("crashed_worker"), row => row.Attempts.ShouldBe(5));
        rows.Count(static row => row.State == DeliveryState.Delivered).ShouldBe(20);
        rig.Client.Sent.Count(sent => sent.EventId == poison).ShouldBe(5);
    }

    private static async Task Die(Life life)
    {
        life.End();
        await life.Step();
    }
}
