using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Lanes;

/// <summary>The queue of one endpoint: what is in memory, how much of it may be sent at once, and when to ask the store for more.</summary>
/// <remarks>
/// Three ways lead in, and past the first they are one: intake hands over what it had room for; anything else lies due in the store and is
/// claimed when there is room. Retries, overflow, recovery and replay are all "due in the store". Safe for any number of threads.
/// </remarks>
internal sealed partial class Lane : IDisposable
{
    private readonly LaneParts _parts;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly LaneWindow _window;
    private readonly LaneCondition _condition;
    private readonly Pace _pace = new();
    private readonly LaneAlarm _dueAlarm;
    private readonly LaneAlarm _paceAlarm;
    private readonly CancellationToken _stop;
    private Endpoint _endpoint;
    private long _term;
    private bool _yielding;
    private bool _storeHasMore;
    private bool _claiming;
    private bool _disabling;
    private int _wakes;

    /// <param name="term">The term under which this node holds the lane; 0 when it does not, or not yet.</param>
    public Lane(Endpoint endpoint, LaneHealth health, long term, LaneParts parts, ILogger logger, CancellationToken stop)
    {
        (_endpoint, _term, _parts, _logger, _stop) = (endpoint, term, parts, logger, stop);
        _window = new(parts.Memory) { MostUnstarted = MostUnstarted() };
        _condition = new(health, parts.Dice) { IsHeld = IsHeld, Enabled = endpoint.Status == EndpointStatus.Enabled };
        _dueAlarm = new(parts.Clock, Wake);
        _paceAlarm = new(parts.Clock, Pump);
    }

    public LaneMode Mode
    {
        get
        {
            lock (_gate)
            {
                return _condition.Mode;
            }
        }
    }

    /// <summary>Whether nothing of it is in memory any more, and nothing on its way to or from the store.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate)
            {
                return _window.Held == 0 && !_claiming && _releasing == 0;
            }
        }
    }

    /// <summary>Whether a replay may add more: not while the lane has enough to do.</summary>
    public bool HasRoom
    {
        get
        {
            lock (_gate)
            {
                return !_storeHasMore && _window.Held < LaneWindow.Size / 2;
            }
        }
    }

    /// <summary>Makes room for an event that is about to be stored. Without it, the event is stored as due, and the lane woken.</summary>
    public bool TryReserve(int weight)
    {
        lock (_gate)
        {
            // What lies in the store came first: as long as there is such, later ones queue up behind it there.
            return _condition.Mode == LaneMode.Active && !_storeHasMore && !_condition.CatchingUp && _window.TryReserve(weight);
        }
    }

    /// <summary>Gives room back that was reserved for nothing.</summary>
    public void GiveUp(int weight)
    {
        lock (_gate)
        {
            _window.GiveUp(weight);
        }

        // What lies in the store may have been refused for want of just this room.
        _ = RefillAsync();
    }

    /// <summary>Takes over a delivery that is stored as claimed.</summary>
    public void Deliver(DueDelivery delivery)
    {
        bool active;
        lock (_gate)
        {
            // Held by the term that claimed it, and by no earlier or later one: else it would be sent by one node and given up for lost by another.
            active = _condition.Mode == LaneMode.Active && delivery.Holder == _term;
            if (active)
            {
                _window.AddReserved(delivery);
            }
            else
            {
                _window.GiveUp(delivery.Reserved);
                _releasing++;
            }
        }

        if (active)
        {
            Pump();
        }
        else
        {
            // The lane turned between the reservation and the commit.
            _ = ReleaseAsync([delivery]);
        }
    }

    /// <summary>The store has, or may have, something due.</summary>
    public void Wake()
    {
        bool elsewhere;
        lock (_gate)
        {
            _storeHasMore = true;
            _wakes++;
            elsewhere = _condition.Mode == LaneMode.Elsewhere && !_yielding;
        }

        if (elsewhere)
        {
            _parts.Leasing.Want(_endpoint.Key);
        }
        else
        {
            Pump();
        }
    }

    /// <summary>Sees to it that what comes due at that moment is asked for then.</summary>
    public void WakeAt(DateTimeOffset due) => _dueAlarm.SetNoLaterThan(due);

    public void Change(Endpoint endpoint)
    {
        LaneHealth? forgiven = null;
        lock (_gate)
        {
            var enabled = endpoint.Status == EndpointStatus.Enabled;
            if (enabled && !_condition.Enabled)
            {
                forgiven = _condition.Forgive();
            }

            (_endpoint, _condition.Enabled) = (endpoint, enabled);
            _window.MostUnstarted = MostUnstarted();
        }

        if (forgiven is not null)
        {
            // Else the next start would hold it against the endpoint again.
            _ = SaveAsync(forgiven, news: null);
        }

        if (endpoint.Status == EndpointStatus.Enabled)
        {
            Wake();
        }
        else
        {
            _ = EmptyAsync();
        }
    }

    /// <summary>Starts nothing more, and gives back what was not started.</summary>
    public Task StopAsync()
    {
        lock (_gate)
        {
            _condition.Stopping = true;
        }

        return Task.WhenAll(EmptyAsync(), ReleaseAgainAsync());
    }

    public void Dispose()
    {
        _dueAlarm.Dispose();
        _paceAlarm.Dispose();
    }

    // A process that dies cannot tell what it had begun: all that was claimed is suspected. Where that costs much, little more is claimed than can be sent at once.
    private int MostUnstarted() =>
        _endpoint.Schedule.MaxAttempts == 1 || _parts.Care.IsTaken(_parts.Clock.GetUtcNow()) ? 2 * _endpoint.Settings.MaxConcurrency : LaneWindow.Size;

    // Starts what may be started. The first part of each attempt runs here, on the thread that brought the delivery: no hop lies between commit and send.
    private void Pump()
    {
        while (true)
        {
            DueDelivery delivery;
            Endpoint endpoint;
            lock (_gate)
            {
                if (!MayStart(out var askAgainAt))
                {
                    if (askAgainAt is { } later)
                    {
                        _paceAlarm.SetNoLaterThan(later);
                    }

                    break;
                }

                (delivery, endpoint) = (_window.StartNext(), _endpoint);
            }

            _ = DeliverAsync(endpoint, delivery);
        }

        _ = RefillAsync();
    }

    private bool MayStart(out DateTimeOffset? askAgainAt)
    {
        askAgainAt = null;
        if (_window.Waiting == 0 || !_condition.MaySend || _window.InFlight >= _condition.Limit(_endpoint.Settings.MaxConcurrency))
        {
            return false;
        }

        var now = _parts.Clock.GetUtcNow();
        askAgainAt = _condition.RestsUntil(now) ?? _pace.Take(_endpoint.Settings.RatePerSecond, now);
        return askAgainAt is null;
    }

    // due -> signed -> sent -> decided -> recorded
    private async Task DeliverAsync(Endpoint endpoint, DueDelivery delivery)
    {
        var attempt = _parts.Pipeline.AttemptAsync(endpoint, delivery, _stop);

        // An outcome that is there at once leaves it to the loop that began it to go on: else each would begin the next one deeper in.
        var atOnce = attempt.IsCompleted;
        var settlement = Ended(await attempt, out var turn);
        if (turn != LaneTurn.None)
        {
            _ = TurnAsync(turn, settlement.At);
        }

        if (!atOnce)
        {
            Pump();
        }

        await RecordAsync(endpoint, settlement);
    }

    private Settlement Ended(Settlement settlement, out LaneTurn turn)
    {
        lock (_gate)
        {
            // The slot is free as soon as the endpoint has answered; writing it down holds up nobody.
            _window.Ended();
            turn = LaneTurn.None;
            if (settlement is { Next: NextStep.RetryAt { Charged: false } ours, Attempt.Outcome: not AttemptOutcome.Waiting })
            {
                // Our own way out is broken: nothing is learnt by sending the next one into it.
                _condition.Rest(ours.DueAt);
            }
            else if (settlement.Attempt is { } attempt)
            {
                turn = _condition.Record(attempt.Outcome, attempt.StartedAt, settlement.At);
            }

            return _endpoint.Status == EndpointStatus.Deleted && settlement.Next is NextStep.RetryAt
                ? settlement with { Next = new NextStep.Cancelled("endpoint_deleted") }
                : settlement;
        }
    }

    private async Task RecordAsync(Endpoint endpoint, Settlement settlement)
    {
        _ = await _parts.Pipeline.RecordAsync(settlement, _stop);

        bool gone;
        lock (_gate)
        {
            _window.Recorded(settlement.Delivery);
            gone = settlement.Next is NextStep.DeadLetter { DisableEndpoint: true } && _condition.Enabled && !_disabling;
            _disabling |= gone;
        }

        if (settlement.Next is NextStep.RetryAt retry)
        {
            WakeAt(retry.DueAt);
        }

        if (gone)
        {
            await DisableAsync(endpoint, "gone");
        }

        _ = RefillAsync();
    }
}
