using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Lanes;

/// <summary>Gets the lease of lanes that have something to do here, many with one question.</summary>
/// <param name="find">The lane of an endpoint.</param>
/// <remarks>Safe for any number of threads. Asks for nothing where this node is the only one there can be.</remarks>
internal sealed partial class LaneLeasing(ILaneLeases leases, Func<long, Lane?> find, TimeProvider clock, Dice dice, ILogger logger)
{
    private const int MostAtOnce = 1_000;

    /// <summary>A lane that was let go is left to others for so long.</summary>
    private static readonly TimeSpan LeftToOthers = TimeSpan.FromSeconds(5);

    /// <summary>A lane that another node holds is not asked for again for so long: every event for it would ask.</summary>
    private static readonly TimeSpan RefusedFor = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan StoreAwayWait = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<long, DateTimeOffset> _leftToOthers = new();
    private readonly HashSet<long> _wanted = [];
    private readonly Lock _gate = new();
    private readonly ILogger _logger = new UnfailingLogger(logger);
    private bool _asking;
    private volatile bool _stopped;

    public long Term => leases.Term;

    public bool IsSole => leases.IsSole;

    /// <summary>Asks for the lane, unless another node holds it. One that is refused is not asked for again until somebody wants it again.</summary>
    public void Want(long endpointKey)
    {
        if (_stopped || leases.Term == 0)
        {
            // What is due is found again as soon as there is a term.
            return;
        }

        lock (_gate)
        {
            _ = _wanted.Add(endpointKey);
            if (_asking)
            {
                return;
            }

            _asking = true;
        }

        _ = AskAsync();
    }

    public async ValueTask LetGoAsync(long endpointKey)
    {
        _leftToOthers[endpointKey] = clock.GetUtcNow() + LeftToOthers;
        await leases.ReleaseAsync([endpointKey]);
    }

    public void Stop() => _stopped = true;

    // Nobody waits for it.
    private async Task AskAsync()
    {
        while (Next() is { Count: > 0 } keys)
        {
            try
            {
                var granted = await leases.AcquireAsync(keys);
                TakeUp(granted, keys);
            }
            catch (Exception exception)
            {
                Log.NotAsked(_logger, exception, keys.Count);
                await Task.Delay(StoreAwayWait * (1 + dice.Throw()), clock);
                lock (_gate)
                {
                    _wanted.UnionWith(keys);
                }
            }
        }
    }

    private void TakeUp(GrantedLanes granted, List<long> asked)
    {
        var until = clock.GetUtcNow() + (RefusedFor * (1 + dice.Throw()));
        foreach (var key in asked.Except(granted.Lanes.Select(static lane => lane.EndpointKey)))
        {
            _leftToOthers[key] = until;
        }

        foreach (var lane in granted.Lanes)
        {
            _ = _leftToOthers.TryRemove(lane.EndpointKey, out _);
            find(lane.EndpointKey)?.Granted(lane, granted.Term);
        }
    }

    private List<long> Next()
    {
        var now = clock.GetUtcNow();
        lock (_gate)
        {
            _ = _wanted.RemoveWhere(key => _leftToOthers.TryGetValue(key, out var until) && until > now);
            List<long> next = _stopped ? [] : [.. _wanted.Take(MostAtOnce)];
            _wanted.ExceptWith(next);
            _asking = next.Count > 0;
            return next;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.LeaseNotAsked, LogLevel.Warning, "The store could not be asked for {Count} lanes; it will be asked again")]
        public static partial void NotAsked(ILogger logger, Exception exception, int count);
    }
}
