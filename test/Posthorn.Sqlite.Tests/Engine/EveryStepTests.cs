using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Recording;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>F-P17: the process dies in place of each step on the way from publish to record, one after the other, and the promises hold.</summary>
public sealed class EveryStepTests
{
    private const int Events = 4;

    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task F_P17_I1_to_I7_Whatever_step_a_process_dies_in_nothing_is_lost_invented_or_sent_too_often()
    {
        var steps = 1;
        while (await DiesAt(steps))
        {
            steps++;
        }

        // Store calls and requests, before and after each: the scenario has not shrunk.
        steps.ShouldBeGreaterThan(30);
    }

    private static async Task<bool> DiesAt(int step)
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var patient = await rig.AddEndpoint("patient.example", "5,5,5");
        var once = await rig.AddEndpoint("once.example", "once");
        rig.Client.Answer("patient.example", static sent => sent.Number == 1 ? Answers.Down : Answers.Ok);

        var life = new Life { EndsAt = step };
        _ = await rig.ReopenAsync(life);
        var acknowledged = new List<StoredEvent>();
        var run = RunAsync(rig, clock, acknowledged);
        if (await Task.WhenAny(run, life.Ended) == run)
        {
            await run;
        }

        var died = life.HasEnded;
        List<StoredEvent> promised;
        lock (acknowledged)
        {
            promised = [.. acknowledged];
        }

        _ = await rig.ReopenAsync();
        await RequireAllOrNothing(rig, promised, step);
        var open = (await rig.Node.DeliveriesAsync()).Count(static row => row.DueAt is not null);
        await rig.StartNodeAsync();
        await PassUntil(clock, rig.Tap.Ended.Reaches(open));
        await Require(rig, promised, patient, once, step);
        return died;
    }

    // Publishes, one event after the other and each with a key, and waits for all deliveries to end.
    private static async Task RunAsync(Rig rig, SteppedClock clock, List<StoredEvent> acknowledged)
    {
        var tap = rig.Tap;
        await rig.StartNodeAsync();
        for (var n = 0; n < Events; n++)
        {
            var result = (IntakeResult.Accepted)await rig.Publish(key: $"key {n}");
            lock (acknowledged)
            {
                acknowledged.Add(result.Event);
            }
        }

        await PassUntil(clock, Task.WhenAny(tap.Ended.Reaches(2 * Events), rig.Node.Life.Ended));
    }

    private static async Task PassUntil(SteppedClock clock, Task done)
    {
        while (!done.IsCompleted)
        {
            _ = await Task.WhenAny(clock.Armed(TimeSpan.FromSeconds(6)), done);
            clock.Advance(TimeSpan.FromSeconds(6));
        }

        await done;
    }

    private static async Task RequireAllOrNothing(Rig rig, List<StoredEvent> promised, int step)
    {
        var rows = await rig.Node.DeliveriesAsync();
        rows.GroupBy(static row => row.EventId).ShouldAllBe(rows => rows.Count() == 2, $"step {step}: Q1, an event without all of its deliveries");
        foreach (var stored in promised)
        {
            rows.Count(row => row.EventId == stored.Id.ToString()).ShouldBe(2, $"step {step}: I1, acknowledged and lost");
        }
    }

    private static async Task Require(Rig rig, List<StoredEvent> promised, Endpoint patient, Endpoint once, int step)
    {
        var rows = await rig.Node.DeliveriesAsync();
        var attempts = (await rig.Node.AttemptsAsync()).ToLookup(static row => (row.Sequence, row.EndpointKey));
        rows.ShouldAllBe(row => row.DueAt == null, $"step {step}: I11, left open");
        foreach (var row in rows)
        {
            var host = row.EndpointKey == patient.Key ? "patient.example" : "once.example";
            var sent = rig.Client.Sent.Where(one => one.EventId == row.EventId && one.Host == host).ToList();
            var tries = attempts[(row.Sequence, row.EndpointKey)].ToList();
            var failed = tries.Count(static one => one.Outcome != "answered_200");
            sent.Count.ShouldBeLessThanOrEqualTo(1 + failed, $"step {step}: I4, sent too often");
            sent.Select(static one => Convert.ToHexString(one.Request.Body.Span)).Distinct().Count().ShouldBeLessThanOrEqualTo(1, $"step {step}: I2, other bytes");
            row.Attempts.ShouldBeLessThanOrEqualTo(row.EndpointKey == once.Key ? 1 : 4, $"step {step}: I7, too many attempts");
            if (row.State == DeliveryState.Delivered)
            {
                tries.ShouldContain(one => one.Outcome == "answered_200", $"step {step}: I2, delivered without a 2xx");
            }
            else
            {
                // Only what may not be repeated may end so: it died in its one attempt.
                (row.EndpointKey, row.State, row.LastOutcome).ShouldBe((once.Key, DeliveryState.Dead, "outcome_unknown"), $"step {step}");
            }
        }

        rig.Client.Sent.ShouldAllBe(sent => rows.Any(row => row.EventId == sent.EventId), $"step {step}: I3, invented");
        for (var n = 0; n < Events; n++)
        {
            var again = (await rig.Publish(key: $"key {n}")).ShouldBeOfType<IntakeResult.Accepted>();
            again.Replayed.ShouldBe(rows.Any(row => row.EventId == again.Event.Id.ToString()), $"step {step}: F-P1");
            if (n < promised.Count)
            {
                again.Event.Id.ShouldBe(promised[n].Id, $"step {step}: F-P1, another event for the same key");
            }
        }
    }
}
