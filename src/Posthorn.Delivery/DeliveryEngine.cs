using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery;

/// <summary>Starts the lanes where the last process left them, looks after them, and drains them at the end.</summary>
internal sealed partial class DeliveryEngine(
    EndpointDirectory directory,
    ILaneStore store,
    LaneSet lanes,
    DeliveryPipeline pipeline,
    Announcer announcer,
    Dice dice,
    DeliveryOptions options,
    TimeProvider clock,
    ILogger<DeliveryEngine> logger) : IDisposable
{
    private const int BrokenAfter = 3;

    private static readonly TimeSpan CareAfterCrashes = TimeSpan.FromMinutes(5);

    private readonly ILogger _logger = new UnfailingLogger(logger);
    private readonly CancellationTokenSource _breakOff = new();
    private readonly CancellationTokenSource _stopUpkeep = new();
    private Task _upkeep = Task.CompletedTask;
    private int _upkeepFailures;

    /// <summary>Whether the loop that looks after the lanes is alive.</summary>
    public bool IsHealthy => Volatile.Read(ref _upkeepFailures) < BrokenAfter && !_upkeep.IsFaulted;

    /// <summary>Settles what the last process left in flight, then wakes every lane with something to do.</summary>
    /// <param name="disable">Disables an endpoint for good reason, durably, and puts its new form into the directory.</param>
    public async Task StartAsync(Func<Endpoint, string, ValueTask> disable)
    {
        var orphans = await RecoverAsync();

        // One crash is an accident. After a second, something that is in flight again may be the cause.
        var carefulUntil = orphans.Any(static orphan => orphan.Crashes > 0) ? clock.GetUtcNow() + CareAfterCrashes : DateTimeOffset.MinValue;
        var parts = new LaneParts(store, pipeline, announcer, new(options.MemoryForWaiting), clock, dice, carefulUntil, disable);
        lanes.Start(parts, await store.LoadHealthAsync(), _breakOff.Token);
        await WakeDueAsync();
        _upkeep = UpkeepAsync(_stopUpkeep.Token);
    }

    /// <summary>Starts no attempt more, gives back what waits, and lets what is in flight end.</summary>
    /// <param name="grace">How long that may take. What is then still in flight is broken off and recorded as such.</param>
    /// <returns>Whether everything ended by itself.</returns>
    public async Task<bool> DrainAsync(TimeSpan grace)
    {
        await _stopUpkeep.CancelAsync();
        await _upkeep;
        await lanes.StopAsync();

        var inTime = await EmptiedAsync(grace);
        if (!inTime)
        {
            await _breakOff.CancelAsync();
            _ = await EmptiedAsync(TimeSpan.FromSeconds(5));
        }

        Log.Drained(_logger, inTime);
        return inTime;
    }

    public void Dispose()
    {
        // The upkeep may still be there, if nobody drained.
        _stopUpkeep.Cancel();
        _breakOff.Dispose();
        _stopUpkeep.Dispose();
        foreach (var lane in lanes.All)
        {
            lane.Dispose();
        }
    }

    private async Task<IReadOnlyList<Orphan>> RecoverAsync()
    {
        var orphans = await store.OrphansAsync();
        await Task.WhenAll(orphans.Select(RecoverAsync));
        if (orphans.Count > 0)
        {
            Log.Recovered(_logger, orphans.Count);
        }

        return orphans;
    }

    private async Task RecoverAsync(Orphan orphan)
    {
        try
        {
            var endpoint = directory.Find(orphan.Delivery.EndpointKey) ?? throw new InvalidOperationException("Its endpoint was not loaded.");
            _ = await pipeline.SettleAsync(Recovered(orphan, endpoint, clock.GetUtcNow()));
        }
        catch (Exception exception) when (exception is not StoreUnavailableException)
        {
            // One that cannot be read must not keep the others from starting. It stays as it is, for the next start.
            Log.RecoveryFailed(_logger, exception, orphan.Delivery.Id);
        }
    }

    private Settlement Recovered(Orphan orphan, Endpoint endpoint, DateTimeOffset now)
    {
        var next = endpoint.Status == EndpointStatus.Deleted
            ? new NextStep.Cancelled("endpoint_deleted")
            : DeliveryPolicy.AfterCrash(orphan, endpoint.Schedule, now, dice.Throw());
        var attempt = new AttemptRecord(AttemptId.New(now), now, TimeSpan.Zero, new AttemptOutcome.Crashed());
        var news = next is NextStep.DeadLetter dead ? announcer.Exhausted(endpoint, orphan.Delivery, dead.Reason, now) : null;

        return new(orphan.Delivery, attempt, next, now, news);
    }

    private async Task WakeDueAsync()
    {
        foreach (var open in await store.OpenLanesAsync())
        {
            if (open.NextDue is { } due && lanes.Of(open.EndpointKey) is { } lane)
            {
                lane.WakeAt(due);
            }
        }
    }

    // A lane wakes by itself. This loop is the net below: a wake-up that was lost costs its interval, not a delivery.
    private async Task UpkeepAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.UpkeepEvery, clock, stop);
                var broken = await LookAfterLanesAsync(stop);
                await WakeDueAsync();
                Volatile.Write(ref _upkeepFailures, broken ? _upkeepFailures + 1 : 0);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Volatile.Write(ref _upkeepFailures, _upkeepFailures + 1);
                Log.UpkeepFailed(_logger, exception);
            }
        }
    }

    private async Task<bool> LookAfterLanesAsync(CancellationToken stop)
    {
        var broken = false;
        foreach (var lane in lanes.All)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                await lane.UpkeepAsync();
            }
            catch (Exception exception) when (exception is not StoreUnavailableException)
            {
                // The others get theirs all the same.
                broken = true;
                Log.LaneUpkeepFailed(_logger, exception);
            }
        }

        return broken;
    }

    private async Task<bool> EmptiedAsync(TimeSpan within)
    {
        using var timeout = new CancellationTokenSource(within, clock);
        try
        {
            while (lanes.All.Any(static lane => !lane.IsEmpty))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), clock, timeout.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.Recovered, LogLevel.Warning, "{Count} deliveries were in flight when the last process ended; they were settled as of unknown outcome")]
        public static partial void Recovered(ILogger logger, int count);

        [LoggerMessage(EventIds.UpkeepFailed, LogLevel.Error, "The upkeep of the lanes failed; it goes on")]
        public static partial void UpkeepFailed(ILogger logger, Exception exception);

        [LoggerMessage(EventIds.LaneUpkeepFailed, LogLevel.Error, "The upkeep of one lane failed; it is tried again")]
        public static partial void LaneUpkeepFailed(ILogger logger, Exception exception);

        [LoggerMessage(EventIds.RecoveryFailed, LogLevel.Error, "{DeliveryId} was in flight when the last process ended and could not be settled; it stays so until the next start")]
        public static partial void RecoveryFailed(ILogger logger, Exception exception, DeliveryId deliveryId);

        [LoggerMessage(EventIds.Drained, LogLevel.Information, "The lanes are drained; everything in flight ended in time: {InTime}")]
        public static partial void Drained(ILogger logger, bool inTime);
    }
}
