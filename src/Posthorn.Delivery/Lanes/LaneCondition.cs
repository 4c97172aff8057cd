using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Lanes;

/// <summary>The health of a lane: whether it may send, how much at once, and how far ahead it may reach into the store.</summary>
/// <remarks>Not safe for several threads: the lane guards it. Knows no clock.</remarks>
internal sealed class LaneCondition(LaneHealth health, Dice dice)
{
    private static readonly TimeSpan FirstProbeWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestProbeWait = TimeSpan.FromMinutes(5);

    private readonly Breaker _breaker = new();
    private readonly Ramp _ramp = new();
    private DateTimeOffset? _recoveredAt;
    private DateTimeOffset _restUntil = DateTimeOffset.MinValue;

    public LaneHealth Health { get; private set; } = health;

    /// <summary>Whether this node holds the lane at this moment.</summary>
    public required Func<bool> IsHeld { get; init; }

    public bool Enabled { get; set; }

    public bool Stopping { get; set; }

    public LaneMode Mode =>
        Stopping ? LaneMode.Stopping
        : !IsHeld() ? LaneMode.Elsewhere
        : !Enabled ? LaneMode.Disabled
        : Health.FailingSince is null ? LaneMode.Active
        : LaneMode.Failing;

    public bool MaySend => Mode is LaneMode.Active or LaneMode.Failing;

    /// <summary>After a recovery: retries that still wait are pulled forward, at the ramp's rate.</summary>
    public bool CatchingUp => _recoveredAt is not null;

    public int Limit(int maxConcurrency) => Mode == LaneMode.Failing ? 1 : Math.Min(maxConcurrency, _ramp.Limit);

    /// <summary>Takes an attempt in.</summary>
    public LaneTurn Record(AttemptOutcome outcome, DateTimeOffset startedAt, DateTimeOffset now)
    {
        // What a shutdown breaks off says nothing of the endpoint.
        if (Stopping || outcome is AttemptOutcome.Blocked or AttemptOutcome.Rejected or AttemptOutcome.Crashed or AttemptOutcome.HandlerGaveUp)
        {
            return LaneTurn.None;
        }

        var failed = outcome is not (AttemptOutcome.Answered { Status: >= 200 and < 300 } or AttemptOutcome.Handled or AttemptOutcome.Waiting);
        if (Health.FailingSince is { } since)
        {
            return failed ? ProbeFailed(since, startedAt, now) : Recovered(now);
        }

        if (!_breaker.Record(failed, now))
        {
            if (!failed)
            {
                _ramp.Succeeded();
            }

            return LaneTurn.None;
        }

        Health = new(Health.EndpointKey, now, 0, now + ProbeWait(0), 0);
        _recoveredAt = null;
        return LaneTurn.Failing;
    }

    /// <summary>Starts nothing until then: our own way out is broken.</summary>
    public void Rest(DateTimeOffset until) => _restUntil = until > _restUntil ? until : _restUntil;

    /// <summary>The end of a rest; null when there is none.</summary>
    public DateTimeOffset? RestsUntil(DateTimeOffset now) => _restUntil > now ? _restUntil : null;

    /// <summary>Whether to ask the store for more, for how many, and from when on.</summary>
    public bool MayClaim(LaneWindow window, out int limit, out DateTimeOffset notBefore)
    {
        var probing = Mode == LaneMode.Failing;
        notBefore = probing && Health.NextProbeAt > _restUntil ? Health.NextProbeAt.Value : _restUntil;

        // While it catches up, only what the ramp will soon let through: the rest keeps its due moment, in case the endpoint fails again.
        limit = probing ? 1 : CatchingUp ? Math.Min(window.RoomToClaim, (2 * _ramp.Limit) - window.Held) : window.RoomToClaim;

        return MaySend && limit > 0 && (probing ? window.Held == 0 : window.Held <= LaneWindow.Size / 2);
    }

    /// <summary>How far into the future a claim reaches, and what it leaves out.</summary>
    public (DateTimeOffset DueBy, DateTimeOffset? ChangedBefore) Reach(DateTimeOffset now) =>
        CatchingUp ? (DateTimeOffset.MaxValue, _recoveredAt) : (now, null);

    /// <summary>Nothing is left that waited for the recovery at that moment.</summary>
    public void CaughtUp(DateTimeOffset? recoveredAt) => _recoveredAt = _recoveredAt == recoveredAt ? null : _recoveredAt;

    public void NoticeSent() => Health = Health with { NoticesSent = Health.NoticesSent + 1 };

    /// <summary>Takes over what the node that had the lane before remembered of it.</summary>
    public void Adopt(LaneHealth health)
    {
        Health = health;
        _breaker.Reset();
        _recoveredAt = null;
    }

    /// <summary>An endpoint that was disabled and is enabled again starts as if nothing had been.</summary>
    /// <returns>What is to be remembered from now on; null when there was nothing to forgive.</returns>
    public LaneHealth? Forgive()
    {
        var failing = Health.FailingSince is not null;
        Health = LaneHealth.Active(Health.EndpointKey);
        _breaker.Reset();
        _recoveredAt = null;
        return failing ? Health : null;
    }

    private LaneTurn ProbeFailed(DateTimeOffset since, DateTimeOffset startedAt, DateTimeOffset now)
    {
        // Attempts that were under way when the breaker opened say nothing new.
        if (startedAt <= since)
        {
            return LaneTurn.None;
        }

        Health = Health with { Probes = Health.Probes + 1, NextProbeAt = now + ProbeWait(Health.Probes + 1) };
        return LaneTurn.ProbeFailed;
    }

    private LaneTurn Recovered(DateTimeOffset now)
    {
        Health = LaneHealth.Active(Health.EndpointKey);
        _breaker.Reset();
        _ramp.Restart();
        _recoveredAt = now;
        return LaneTurn.Recovered;
    }

    private TimeSpan ProbeWait(int probes)
    {
        var wait = FirstProbeWait * Math.Pow(2, Math.Min(probes, 10));
        return (wait < LongestProbeWait ? wait : LongestProbeWait) * (1 + (0.1 * dice.Throw()));
    }
}
