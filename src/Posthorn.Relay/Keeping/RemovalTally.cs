using Microsoft.Extensions.Logging;

namespace Posthorn.Relay.Keeping;

/// <summary>Adds up what was removed, and says it now and then: never silently, and not once for each.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed partial class RemovalTally(ILogger<RemovalTally> logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Removal> _untold = [];

    public void Add(IReadOnlyList<Removal> removals)
    {
        if (removals.Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            foreach (var one in removals)
            {
                var former = _untold.GetValueOrDefault(one.SourceKey, new(one.SourceKey, 0, 0));
                _untold[one.SourceKey] = former with { Count = former.Count + one.Count, Unread = former.Unread + one.Unread };
            }
        }
    }

    /// <summary>Says what was not said yet.</summary>
    public void Tell(IReadOnlyCollection<KnownSource> sources)
    {
        List<Removal> untold;
        lock (_gate)
        {
            untold = [.. _untold.Values];
            _untold.Clear();
        }

        foreach (var one in untold)
        {
            var name = sources.FirstOrDefault(source => source.Key == one.SourceKey)?.Name ?? "a source that is not open any more";
            if (one.Unread > 0)
            {
                Log.RemovedUnread(logger, one.Count, name, one.Unread);
            }
            else
            {
                Log.Removed(logger, one.Count, name);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ArrivalsRemoved, LogLevel.Information, "{Count} arrivals of {Source} were too old or too many and are removed; each was acknowledged by a listener")]
        public static partial void Removed(ILogger logger, long count, string source);

        [LoggerMessage(EventIds.UnreadRemoved, LogLevel.Warning, "{Count} arrivals of {Source} were too old or too many and are removed; {Unread} of them no listener had acknowledged")]
        public static partial void RemovedUnread(ILogger logger, long count, string source, long unread);
    }
}
