using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery;

/// <summary>Starts the lanes where the last process left them, looks after them, and drains them at the end.</summary>
internal sealed partial class DeliveryEngine(
    EndpointDirectory directory,
    ILaneStore store,
    ILaneLeases leases,
    LaneSet lanes,
    DeliveryPipeline pipeline,
    Announcer announcer,
    Dice dice,
    DeliveryOptions options,
    TimeProvider clock,
    ILogger<DeliveryEngine> logger) : IDisposable
{
    private const int BrokenAfter = 3;

    private readonly ILogger _logger = new UnfailingLogger(logger);
    private readonly CancellationTokenSource _breakOff = new();
    private readonly CancellationTokenSource _stopUpkeep = new();
    private readonly CrashCare _care = new();
    private Task _loops = Task.CompletedTask;
    private int _upkeepFailures;
    private int _lookFailures;

    /// <summary>Whether the loops that look after the lanes are alive.</summary>
    public bool IsHealthy => Volatile.Read(ref _upkeepFailures) < BrokenAfter && Volatile.Read(ref _lookFailures) < BrokenAfter && !_loops.IsFaulted;

    /// <summary>Settles what the last process left in flight, then wakes every lane with something to do.</summary>
    /// <param name="disable">Disables an endpoint for good reason, durably, and puts its new form into the directory.</param>
    public async Task StartAsync(Func<Endpoint, string, ValueTask> disable)
    {
        await RecoverAsync();
        var leasing = new LaneLeasing(leases, lanes.Of, clock, dice, _logger);
        var parts = new LaneParts(store, leasing, pipeline, announcer, new(options.MemoryForWaiting), clock, dice, _care, disable);
        lanes.Start(parts, await store.LoadHealthAsync(), _breakOff.Token);
        await WakeDueAsync();
        var upkeep = UpkeepAsync(_stopUpkeep.Token);
        _loops = leases.IsSole ? upkeep : Task.WhenAll(upkeep, LookAsync(_stopUpkeep.Token));
    }

    /// <summary>Starts no attempt more, gives back what waits, and lets what is in flight end.</summary>
    /// <param name="grace">How long that may take. What is then still in flight is broken off and recorded as such.</param>
    /// <returns>Whether everything ended by itself.</returns>
    public async Task<bool> DrainAsync(TimeSpan grace)
    {
        await _stopUpkeep.CancelAsync();
        await _loops;
        await lanes.StopAsync();

        var inTime = await EmptiedAsync(grace);
        if (!inTime)
        {
            await _breakOff.CancelAsync();
            _ = await EmptiedAsync(TimeSpan.FromSeconds(5));
        }

        await LetGoAsync();
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

    // Whoever comes next need not wait until this node counts as dead.
    private async Task LetGoAsync()
    {
        try
        {
            await lanes.LetGoAsync();
        }
        catch (Exception exception)
        {
            Log.UpkeepFailed(_logger, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.Recovered, LogLevel.Warning, "{Count} deliveries were in flight when the last process ended; they were settled as of unknown outcome")]
        public static partial void Recovered(ILogger logger, int count);

        [LoggerMessage(EventIds.LookFailed, LogLevel.Error, "The look for what other nodes left failed; it goes on")]
        public static partial void LookFailed(ILogger logger, Exception exception);

        [LoggerMessage(EventIds.LanesYielded, LogLevel.Information, "This node holds {Held} lanes of {All} on {Nodes} nodes; it lets {Yielded} go")]
        public static partial void Yielded(ILogger logger, int held, int all, int nodes, int yielded);

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
