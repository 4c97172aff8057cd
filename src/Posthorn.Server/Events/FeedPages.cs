using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Events;

/// <summary>Reads a page of a partner's feed, and waits for its first event where the feed has none yet.</summary>
internal sealed class FeedPages(IHistory history, FeedReaders readers, ServerOptions options, TimeProvider clock)
{
    /// <param name="wait">How long to wait at most.</param>
    /// <returns>Empty when nothing came in time, or the server stops; null when it would have to wait and too many do.</returns>
    public async ValueTask<IReadOnlyList<EventView>?> ReadAsync(
        long partnerKey, long after, int limit, TimeSpan wait, CancellationToken cancellationToken)
    {
        if (wait == TimeSpan.Zero)
        {
            return await history.FeedAsync(partnerKey, after, limit, cancellationToken);
        }

        // It enters before it looks: what is committed in between wakes it.
        using var reader = readers.TryEnter(partnerKey, after, options.MaxWaitingReaders);
        var started = clock.GetTimestamp();
        var isLast = false;
        while (true)
        {
            reader?.Rise();
            var events = await history.FeedAsync(partnerKey, after, limit, cancellationToken);
            if (events.Count > 0 || isLast)
            {
                return events;
            }

            if (reader is null)
            {
                return null;
            }

            // When the time is over it looks once more: nobody may have told it.
            isLast = !await reader.SleepAsync(wait - clock.GetElapsedTime(started), clock, cancellationToken);
            if (readers.IsClosed)
            {
                return events;
            }
        }
    }
}
