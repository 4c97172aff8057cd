using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Retention;

/// <summary>Forgets what is older than it must be kept, in the background and in steps that hold nobody up.</summary>
internal sealed partial class RetentionSweeper(IRetention store, ISessionStore sessions, TimeSpan keep, TimeProvider clock, ILogger<RetentionSweeper> logger)
{
    /// <summary>How many events one step deletes: one short commit.</summary>
    public const int StepLimit = 200;

    private static readonly TimeSpan BetweenRounds = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan BetweenSteps = TimeSpan.FromMilliseconds(20);

    /// <summary>When a round last came to its end; null before the first. A sweep that fails in silence fills the disk.</summary>
    public DateTimeOffset? LastSuccess { get; private set; }

    /// <summary>Runs until it is told to stop, and then ends without complaint.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        try
        {
            while (true)
            {
                await TryRoundAsync(stopping);
                await Task.Delay(BetweenRounds, clock, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Between two steps, each of which is whole.
        }
    }

    private async ValueTask TryRoundAsync(CancellationToken stopping)
    {
        try
        {
            while (await StepAsync())
            {
                await Task.Delay(BetweenSteps, clock, stopping);
            }
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            Log.RoundFailed(logger, exception, LastSuccess);
        }
    }

    /// <returns>Whether more is left to be done.</returns>
    internal async ValueTask<bool> StepAsync()
    {
        var now = clock.GetUtcNow();
        var events = await store.SweepAsync(now - keep, StepLimit);
        var forgotten = await sessions.ForgetAsync(now - keep, StepLimit);
        if (events >= StepLimit || forgotten >= StepLimit)
        {
            return true;
        }

        LastSuccess = now;
        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.RetentionFailed, LogLevel.Error, "Retention failed and will be tried again; it last succeeded at {LastSuccess}")]
        public static partial void RoundFailed(ILogger logger, Exception exception, DateTimeOffset? lastSuccess);
    }
}
