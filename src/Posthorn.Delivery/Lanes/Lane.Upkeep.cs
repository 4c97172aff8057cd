using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Lanes;

/// <summary>What happens to a lane that is not active: turns of its health, staged notices, and an end for what waited too long.</summary>
internal sealed partial class Lane
{
    private const int LookAt = 2_000;

    /// <summary>A delivery that never had its turn waits at least so long behind an endpoint that is held.</summary>
    private static readonly TimeSpan ShortestHold = TimeSpan.FromHours(24);
    private static readonly TimeSpan DisableAfter = TimeSpan.FromDays(5);
    private static readonly TimeSpan[] Notices = [TimeSpan.FromHours(1), TimeSpan.FromHours(24), TimeSpan.FromHours(72)];

    private readonly List<DueDelivery> _unreleased = [];
    private DuePlace _lookFrom;

    /// <summary>Called every few seconds, never twice at once.</summary>
    public async Task UpkeepAsync()
    {
        await ReleaseAgainAsync();

        var (mode, endpoint) = (Mode, _endpoint);
        if (mode is LaneMode.Failing or LaneMode.Disabled)
        {
            await ExpireAsync(endpoint);
        }

        if (mode == LaneMode.Failing && _condition.Health is { FailingSince: { } since } health)
        {
            await WarnAsync(endpoint, since, health.NoticesSent);
        }
    }

    private async Task TurnAsync(LaneTurn turn, DateTimeOffset now)
    {
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

        if (turn == LaneTurn.Failing)
        {
            await EmptyAsync();
        }

        Wake();
    }

    private async Task SaveAsync(LaneHealth health, Intake.EventToStore? news)
    {
        try
        {
            _parts.Announcer.Announced(await _parts.Store.SaveHealthAsync(health, news));
        }
        catch (StoreUnavailableException exception)
        {
            // The lane goes on with what it knows. After a restart it finds out anew.
            Log.LaneStoreFailed(_logger, exception, _endpoint.Id);
        }
    }

    private async Task WarnAsync(Endpoint endpoint, DateTimeOffset since, int sent)
    {
        var now = _parts.Clock.GetUtcNow();
        if (now - since >= DisableAfter)
        {
            Log.Disabled(_logger, endpoint.Id);
            await _parts.Disable(endpoint, "failing");
        }
        else if (sent < Notices.Length && now - since >= Notices[sent])
        {
            LaneHealth health;
            lock (_gate)
            {
                _condition.NoticeSent();
                health = _condition.Health;
            }

            await SaveAsync(health, _parts.Announcer.Endpoint(endpoint, Announcer.EndpointFailing, now, since, null));
        }
    }

    private async Task ExpireAsync(Endpoint endpoint)
    {
        var deleted = endpoint.Status == EndpointStatus.Deleted;
        var schedule = endpoint.Schedule;
        var hold = schedule.LongestRun > ShortestHold ? schedule.LongestRun : ShortestHold;
        var now = _parts.Clock.GetUtcNow();

        // A disabled endpoint may be enabled again by a person: what it holds is kept for the whole hold, tried before or not.
        var request = new ExpiryRequest(
            endpoint.Key,
            deleted ? TimeSpan.Zero : Mode == LaneMode.Disabled ? hold : schedule.LongestRun,
            deleted ? TimeSpan.Zero : hold,
            _lookFrom,
            LookAt);
        var expiry = await _parts.Store.ExpireAsync(request, now);
        _lookFrom = expiry.Next;

        foreach (var delivery in expiry.Deliveries)
        {
            NextStep end = deleted ? new NextStep.Cancelled("endpoint_deleted") : new NextStep.DeadLetter("horizon_passed");
            var news = deleted ? null : _parts.Announcer.Exhausted(endpoint, delivery, "horizon_passed", now);
            _ = await _parts.Pipeline.RecordAsync(new Settlement(delivery, Attempt: null, end, now, news), _stop);
        }
    }

    private async Task ReleaseAgainAsync()
    {
        List<DueDelivery> waiting;
        lock (_gate)
        {
            waiting = [.. _unreleased];
            _unreleased.Clear();
        }

        if (waiting.Count > 0)
        {
            await ReleaseAsync(waiting);
            Wake();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.LaneFailing, LogLevel.Warning, "The lane of {EndpointId} turned: {Turn}")]
        public static partial void Turned(ILogger logger, EndpointId endpointId, LaneTurn turn);

        [LoggerMessage(EventIds.LaneStoreFailed, LogLevel.Warning, "The store could not serve the lane of {EndpointId}; it will be asked again")]
        public static partial void LaneStoreFailed(ILogger logger, Exception exception, EndpointId endpointId);

        [LoggerMessage(EventIds.EndpointDisabled, LogLevel.Error, "{EndpointId} has failed for five days and is disabled")]
        public static partial void Disabled(ILogger logger, EndpointId endpointId);
    }
}
