using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Sending;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>F-P13: faults of ours stay where they happen. Nothing that runs by itself ends because of one.</summary>
public sealed class FaultTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_lane_whose_claim_broke_claims_again()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint();
        _ = await rig.ReopenAsync();
        await rig.PublishMany(3);
        BreakOnce(rig, StoreCall.Claim);
        await rig.StartNodeAsync();
        await clock.Pass(TimeSpan.FromMilliseconds(1));

        await clock.Pass(TimeSpan.FromSeconds(4));

        await rig.Tap.Ended.Reaches(3);
    }

    [Fact]
    public async Task An_outcome_that_could_not_be_written_down_is_written_down_later()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint();
        BreakOnce(rig, StoreCall.Settle);
        await rig.PublishMany(3);
        await rig.Tap.Ended.Reaches(2);

        await clock.Pass(TimeSpan.FromMilliseconds(401));

        await rig.Tap.Ended.Reaches(3);
        rig.Client.Received.Count.ShouldBe(3);
        rig.Node.LaneOf(endpoint).HasRoom.ShouldBeTrue();
    }

    [Fact]
    public async Task What_could_not_be_given_back_is_given_back_by_the_upkeep()
    {
        await using var rig = await Rig.StartAsync(new SteppedClock(Noon));
        var endpoint = await rig.AddEndpoint(concurrency: 1);
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(4);
        await held.Arrived.Reaches(1);

        var broke = BreakOnce(rig, StoreCall.Release);
        _ = await rig.SetStatus(endpoint, Posthorn.Delivery.Endpoints.EndpointStatus.Disabled);
        await broke.Reaches(1);
        await rig.Node.LaneOf(endpoint).UpkeepAsync();
        await rig.Tap.Done(StoreCall.Release).Reaches(1);

        (await rig.Node.DeliveriesAsync()).Count(row => row.Waits && row.Attempts == 0).ShouldBe(3);
    }

    [Fact]
    public async Task A_lane_whose_health_could_not_be_saved_goes_on()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint();
        rig.Client.Answer(Rig.Host, sent => sent.Number == 1 ? Answers.Down : Answers.Ok);
        BreakOnce(rig, StoreCall.SaveHealth);
        await rig.PublishMany(10);
        await rig.Tap.Done(StoreCall.Settle).Reaches(10);

        await clock.Pass(TimeSpan.FromSeconds(5.6));

        await rig.Tap.Ended.Reaches(10);
    }

    [Fact]
    public async Task A_lane_whose_endpoint_could_not_be_disabled_goes_on_and_tries_again()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var tries = new Tally("tries to disable");
        rig.Client.Answer(Rig.Host, Answers.Gone);
        rig.Disable = (_, _) =>
        {
            tries.Add();
            throw new InvalidOperationException("A fault.");
        };

        for (var i = 1; i <= 3; i++)
        {
            await rig.Publish();
            await rig.Tap.Ended.Reaches(i);
            await tries.Reaches(i);
        }
    }

    [Fact]
    public async Task F_P14_A_log_that_throws_stops_nothing()
    {
        using var logs = new ThrowingLogs();
        await using var rig = await Rig.StartAsync(logs: logs);
        await rig.AddEndpoint();
        rig.Client.Answer(Rig.Host, sent => sent.EventId.EndsWith('0') ? throw new InvalidOperationException("A fault.") : Answers.Ok);

        for (var i = 1; i <= 20; i++)
        {
            await rig.Publish();
        }

        await rig.Tap.Done(StoreCall.Settle).Reaches(20);
        (await rig.Node.Engine.DrainAsync(TimeSpan.FromSeconds(20))).ShouldBeTrue();
    }

    [Fact]
    public async Task F_P9_An_attempt_that_throws_backs_off_alone()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint();
        string? poisoned = null;
        rig.Client.Answer(Rig.Host, sent =>
        {
            poisoned ??= sent.EventId;
            return sent.EventId == poisoned ? throw new InvalidOperationException("A fault.") : Answers.Ok;
        });

        await rig.PublishMany(100);
        await rig.Tap.Done(StoreCall.Settle).Reaches(100);

        var rows = await rig.Node.DeliveriesAsync();
        rows.Count(row => row.State == DeliveryState.Delivered).ShouldBe(99);
        rows.Single(row => row.Waits).ShouldSatisfyAllConditions(
            row => row.EventId.ShouldBe(poisoned),
            row => row.LastOutcome.ShouldBe("internal_error"),
            row => row.DueAt!.Value.ShouldBeGreaterThanOrEqualTo((Noon + TimeSpan.FromSeconds(5)).ToUnixTimeMilliseconds()));
    }

    [Fact]
    public async Task An_event_that_a_fault_kept_out_takes_no_room()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();
        _ = BreakOnce(rig, StoreCall.Append);

        _ = await Should.ThrowAsync<InvalidOperationException>(() => rig.Publish());

        rig.Node.LaneOf(endpoint).IsEmpty.ShouldBeTrue();
        _ = BreakOnce(rig, StoreCall.Append);
        _ = await Should.ThrowAsync<InvalidOperationException>(() => rig.PublishMany(10));
        rig.Node.LaneOf(endpoint).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task A_thousand_outcomes_that_are_there_at_once_need_no_deep_stack()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint(concurrency: 1);
        var first = new TaskCompletionSource<AttemptOutcome>();
        var started = new Tally("first requests");
        rig.Client.Answer(Rig.Host, async (sent, _) =>
        {
            if (rig.Client.Received.Count > 1)
            {
                return Answers.Blocked;
            }

            started.Add();
            return await first.Task;
        });
        await rig.PublishMany(1_000);
        await started.Reaches(1);

        // The answer of the first is dealt with on this thread, and with it all that follows at once.
        var small = new Thread(() => first.SetResult(Answers.Blocked), maxStackSize: 192 * 1024);
        small.Start();
        small.Join();

        await rig.Tap.Ended.Reaches(1_000);
    }

    [Fact]
    public async Task The_upkeep_of_a_lane_that_breaks_does_not_keep_the_others_from_theirs()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock, new() { UpkeepEvery = TimeSpan.FromSeconds(10), Seed = 7 });
        var broken = await rig.AddEndpoint("a.example");
        var other = await rig.AddEndpoint("b.example");
        foreach (var endpoint in (Posthorn.Delivery.Endpoints.Endpoint[])[broken, other])
        {
            _ = rig.Node.LaneOf(endpoint);
            _ = await rig.SetStatus(endpoint, Posthorn.Delivery.Endpoints.EndpointStatus.Disabled);
        }

        var first = BreakOnce(rig, StoreCall.Expire);
        await clock.Pass(TimeSpan.FromSeconds(10));

        await first.Reaches(1);
        await rig.Tap.Done(StoreCall.Expire).Reaches(1);
        rig.Node.Engine.IsHealthy.ShouldBeTrue();
    }

    private static Tally BreakOnce(Rig rig, StoreCall breaking)
    {
        var broke = new Tally("faults");
        var left = 1;
        rig.Tap.Before = call =>
        {
            if (call == breaking && Interlocked.Decrement(ref left) == 0)
            {
                broke.Add();
                throw new InvalidOperationException("A fault.");
            }

            return Task.CompletedTask;
        };
        return broke;
    }

    private sealed class ThrowingLogs : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => NullLogger.Instance.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("The log is full.");

        public void Dispose()
        {
        }
    }
}
