namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>A clock that stands still until the test moves it, and then sets off every timer on its way, in order.</summary>
/// <remarks>Move it only over a time for which nobody but a set timer waits: <see cref="Armed"/> tells. Safe for any number of threads.</remarks>
internal sealed class SteppedClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<SteppedTimer> _timers = [];
    private readonly List<(DateTimeOffset By, TaskCompletionSource Armed)> _awaited = [];
    private DateTimeOffset _now = now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SteppedTimer(this, () => callback(state));
        _ = timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes once a timer is set that goes off within this time from now.</summary>
    public Task Armed(TimeSpan within)
    {
        lock (_gate)
        {
            var by = _now + within;
            if (_timers.Exists(timer => timer.Due <= by))
            {
                return Task.CompletedTask;
            }

            var armed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((by, armed));
            return armed.Task.WaitAsync(Tally.Patience);
        }
    }

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        while (TakeNext(until) is { } next)
        {
            next.Ring();
        }
    }

    public void AdvanceTo(DateTimeOffset moment) => Advance(moment - GetUtcNow());

    /// <summary>Waits until a timer is set that goes off within this time, and lets the time pass.</summary>
    public async Task Pass(TimeSpan time)
    {
        await Armed(time);
        Advance(time);
    }

    /// <summary>Waits until a timer is set that goes off within this time, and moves to the first of them, no further.</summary>
    public async Task Step(TimeSpan within)
    {
        await Armed(within);
        DateTimeOffset first;
        lock (_gate)
        {
            first = _timers.Count == 0 ? _now : _timers.Min(static timer => timer.Due);
        }

        AdvanceTo(first);
    }

    /// <summary>Lets time pass, from timer to timer, until something is done.</summary>
    public async Task StepUntil(Task done, TimeSpan within)
    {
        while (!done.IsCompleted)
        {
            if (await Task.WhenAny(Armed(within), done) != done)
            {
                await Step(within);
            }
        }

        await done;
    }

    /// <summary>Waits until a timer is set that goes off by this moment, and moves there.</summary>
    public Task PassTo(DateTimeOffset moment) => Pass(moment - GetUtcNow());

    private SteppedTimer? TakeNext(DateTimeOffset until)
    {
        lock (_gate)
        {
            if (_timers.Where(timer => timer.Due <= until).MinBy(static timer => timer.Due) is not { } next)
            {
                _now = until > _now ? until : _now;
                return null;
            }

            _now = next.Due > _now ? next.Due : _now;
            _ = _timers.Remove(next);
            return next;
        }
    }

    private void Set(SteppedTimer timer, TimeSpan wait)
    {
        lock (_gate)
        {
            _ = _timers.Remove(timer);
            if (wait == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + wait;
            _timers.Add(timer);
            foreach (var (by, armed) in _awaited.Where(one => timer.Due <= one.By))
            {
                _ = armed.TrySetResult();
            }

            _ = _awaited.RemoveAll(one => timer.Due <= one.By);
        }
    }

    private sealed class SteppedTimer(SteppedClock clock, Action ring) : ITimer
    {
        public DateTimeOffset Due { get; set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Set(this, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
