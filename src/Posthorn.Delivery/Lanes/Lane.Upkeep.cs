using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Delivery.Lanes;

/// <summary>What happens to a lane that is not active: turns of its health, staged notices, and an end for what waited too long.</summary>
internal sealed partial class Lane
{
    private const int LookAt = 2_000;

    /// <summary>A delivery that never had its turn waits at least so long behind an endpoint that is held.</summary>
    private static readonly TimeSpan ShortestHold = TimeSpan.FromHours(24);

    /// <summary>A last attempt that comes due between two probes still has its turn.</summary>
    private static readonly TimeSpan ProbeAllowance = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan DisableAfter = TimeSpan.FromDays(5);
    private static readonly TimeSpan[] Notices = [TimeSpan.FromHours(1), TimeSpan.FromHours(24), TimeSpan.FromHours(72)];

    private DuePlace _lookFrom;

    /// <summary>Called every few seconds, never twice at once.</summary>
    public async Task UpkeepAsync()
    {
        await ReleaseAgainAsync();
        await LetGoWhenEmptyAsync();
        await LetGoWhenIdleAsync();

        Endpoint endpoint;
        LaneMode mode;
        LaneHealth health;
        lock (_gate)
        {
            (endpoint, mode, health) = (_endpoint, _condition.Mode, _condition.Health);
            _window.MostUnstarted = MostUnstarted();
        }

        if (mode is LaneMode.Failing or LaneMode.Disabled)
        {
            await ExpireAsync(endpoint, mode);
        }

        if (mode == LaneMode.Failing && health.FailingSince is { } since)
        {
            await WarnAsync(endpoint, health, since);
        }
    }

    // Nobody waits for it.
    private async Task TurnAsync(LaneTurn turn, DateTimeOffset now)
    {
        try
        {
            // Before anything else: what waits in memory must not be sent after all.
            var emptied = turn == LaneTurn.Failing ? EmptyAsync() : Task.CompletedTask;
            Endpoint endpoint;
            LaneHealth health;
            lock (_gate)
            {
                (endpoint, health) = (_endpoint, _condition.Health);
            }

            var news = turn switch
            {
                LaneTurn.Failing => Announcer.EndpointFailing,
                LaneTurn.Recovered => Announcer.EndpointRecovered,
                _ => null,
            };
            Log.Turned(_logger, endpoint.Id, turn);
            await SaveAsync(health, news is null ? null : _parts.Announcer.Endpoint(endpoint, news, now, health.FailingSince, null));
            await emptied;
        }
        catch (Exception exception)
        {
            Log.TurnBroke(_logger, exception, _endpoint.Id, turn);
        }

        Wake();
    }

    private async Task SaveAsync(LaneHealth health, Intake.EventToStore? news)
    {
        try
        {
            _parts.Announcer.Announced(await _parts.Store.SaveHealthAsync(health, news));
        }
        catch (Exception exception)
        {
            // The lane goes on with what it knows. After a restart it finds out anew.
            Log.LaneStoreFailed(_logger, exception, _endpoint.Id);
        }
    }

    private async Task WarnAsync(Endpoint endpoint, LaneHealth health, DateTimeOffset since)
    {
        var now = _parts.Clock.GetUtcNow();
        if (now - since >= DisableAfter && health.NextProbeAt >= since + DisableAfter)
        {
            // Proven by a probe at the end of that time: an endpoint that nothing was sent to has not failed.
            Log.Disabled(_logger, endpoint.Id);
            await DisableAsync(endpoint, "failing");
        }
        else if (health.NoticesSent < Notices.Length && now - since >= Notices[health.NoticesSent])
        {
            lock (_gate)
            {
                if (_condition.Health.FailingSince != since)
                {
                    return;
                }

                _condition.NoticeSent();
                health = _condition.Health;
            }

            await SaveAsync(health, _parts.Announcer.Endpoint(endpoint, Announcer.EndpointFailing, now, since, null));
        }
    }

    private async Task DisableAsync(Endpoint endpoint, string reason)
    {
        try
        {
            await _parts.Disable(endpoint, reason);
        }
        catch (Exception exception)
        {
            // The next answer of its kind asks again, or the next upkeep.
            Log.DisableFailed(_logger, exception, endpoint.Id);
        }

        lock (_gate)
        {
            _disabling = false;
        }
    }

    private async Task ExpireAsync(Endpoint endpoint, LaneMode mode)
    {
        var deleted = endpoint.Status == EndpointStatus.Deleted;
        var longest = endpoint.Schedule.LongestRun;
        var hold = longest > ShortestHold ? longest : ShortestHold;
        var now = _parts.Clock.GetUtcNow();

        // A disabled endpoint may be enabled again by a person: what it holds is kept for the whole hold, tried before or not.
        var request = new ExpiryRequest(
            endpoint.Key,
            deleted ? TimeSpan.Zero : mode == LaneMode.Disabled ? hold : longest + ProbeAllowance,
            deleted ? TimeSpan.Zero : hold,
            _lookFrom,
            LookAt);
        var expiry = await _parts.Store.ExpireAsync(request, now);
        await Task.WhenAll(expiry.Deliveries.Select(delivery => EndAsync(endpoint, delivery, deleted, now)));
        _lookFrom = expiry.Next;
    }

    private Task<Settled> EndAsync(Endpoint endpoint, DueDelivery delivery, bool deleted, DateTimeOffset now)
    {
        NextStep end = deleted ? new NextStep.Cancelled("endpoint_deleted") : new NextStep.DeadLetter("horizon_passed");
        var news = deleted ? null : _parts.Announcer.Exhausted(endpoint, delivery, "horizon_passed", now);

        return _parts.Pipeline.SettleAsync(new(delivery, Attempt: null, end, now, news)).AsTask();
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.LaneFailing, LogLevel.Warning, "The lane of {EndpointId} turned: {Turn}")]
        public static partial void Turned(ILogger logger, EndpointId endpointId, LaneTurn turn);

        [LoggerMessage(EventIds.LaneStoreFailed, LogLevel.Warning, "The store could not serve the lane of {EndpointId}; it will be asked again")]
        public static partial void LaneStoreFailed(ILogger logger, Exception exception, EndpointId endpointId);

        [LoggerMessage(EventIds.LaneTurnBroke, LogLevel.Error, "A fault of ours in the turn of the lane of {EndpointId} ({Turn}); the lane goes on")]
        public static partial void TurnBroke(ILogger logger, Exception exception, EndpointId endpointId, LaneTurn turn);

        [LoggerMessage(EventIds.DisableFailed, LogLevel.Error, "{EndpointId} should be disabled and could not be; it will be tried again")]
        public static partial void DisableFailed(ILogger logger, Exception exception, EndpointId endpointId);

        [LoggerMessage(EventIds.EndpointDisabled, LogLevel.Error, "{EndpointId} has failed for five days and is disabled")]
        public static partial void Disabled(ILogger logger, EndpointId endpointId);
    }
}
