using Microsoft.Extensions.Logging;
using Posthorn.Postgres.Connection;

namespace Posthorn.Postgres.Opening;

/// <summary>Waits for a database that is away, for a time.</summary>
internal sealed partial class Patience(TimeSpan most, FullJitter jitter, TimeProvider clock, ILogger logger)
{
    /// <exception cref="Exception">What it failed with at last, or with at once where that does not pass.</exception>
    public async Task<T> TryAsync<T>(Func<Task<T>> work)
    {
        var began = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return await work();
            }
            catch (Exception exception) when (StoreFailure.IsPassing(exception) && clock.GetElapsedTime(began) < most)
            {
                Log.Away(logger, StoreFailure.Describe(exception));
            }

            await Task.Delay(jitter.Next(), clock);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.DatabaseAway, LogLevel.Warning, "PostgreSQL does not serve yet: {Reason}. Tried again")]
        public static partial void Away(ILogger logger, string reason);
    }
}
