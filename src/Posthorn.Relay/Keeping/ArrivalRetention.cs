using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;

namespace Posthorn.Relay.Keeping;

/// <summary>Once a minute: removes what is too old, and says what was removed since.</summary>
internal sealed partial class ArrivalRetention(
    RelayDatabase database, RemovalTally tally, IReadOnlyCollection<KnownSource> sources, TimeSpan keep, TimeProvider clock, ILogger<ArrivalRetention> logger)
{
    private const int Stride = 256;

    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <summary>Runs until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await SweepAsync();
                await Task.Delay(Pause, clock, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            tally.Tell(sources);
        }
    }

    private async Task SweepAsync()
    {
        try
        {
            IReadOnlyList<Removal> removed;
            do
            {
                removed = await database.Writer.RunAsync(new ForgetArrivals(clock.GetUtcNow() - keep, Stride));
                tally.Add(removed);
            }
            while (removed.Sum(static one => one.Count) == Stride);
        }
        catch (StoreUnavailableException failure)
        {
            Log.Failed(logger, failure);
        }

        tally.Tell(sources);
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.RetentionFailed, LogLevel.Warning, "Old arrivals could not be removed; it is tried again in a minute")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
