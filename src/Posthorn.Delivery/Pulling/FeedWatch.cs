using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Pulling;

/// <summary>Wakes those who wait for what other nodes have stored: one look at the store for all of them.</summary>
/// <remarks>It finds as well what this node has committed and could not be read yet when its readers were woken. Where nobody waits, nothing is asked.</remarks>
/// <param name="news">Null where this node is the only one there can be.</param>
internal sealed partial class FeedWatch(FeedReaders readers, TimeProvider clock, ILogger<FeedWatch> logger, IFeedNews? news = null)
{
    /// <summary>Who waits has read the feed by itself, so what it could not see then was under way. Nothing is for longer, and days need not all be opened.</summary>
    private static readonly TimeSpan LongestUnderWay = TimeSpan.FromHours(1);

    private readonly ILogger _logger = new UnfailingLogger(logger);
    private long _end = -1;
    private bool _isFailing;

    /// <summary>How often it looks.</summary>
    public static TimeSpan LookEvery { get; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Looks again and again until it is told to stop.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (!stopping.IsCancellationRequested && readers.Count > 0)
            {
                await LookAsync(stopping);
            }
        }
    }

    /// <summary>Looks once.</summary>
    public async ValueTask LookAsync(CancellationToken cancellationToken)
    {
        if (news is null)
        {
            return;
        }

        try
        {
            var end = await news.EndAsync(cancellationToken);
            var places = readers.Sleeping(all: end != _end);

            // Only what has been asked about is past: after a failure everybody is looked for again.
            _end = -1;
            if (places.Count > 0)
            {
                foreach (var partnerKey in await news.AfterAsync(places, end, clock.GetUtcNow() - LongestUnderWay, cancellationToken))
                {
                    readers.Committed(partnerKey);
                }
            }

            (_end, _isFailing) = (end, false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (!_isFailing)
            {
                Log.NotLooked(_logger, exception);
            }

            _isFailing = true;
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.FeedNotLooked, LogLevel.Warning, "What other nodes have stored could not be looked for; who waits for it hears of it later")]
        public static partial void NotLooked(ILogger logger, Exception exception);
    }
}
