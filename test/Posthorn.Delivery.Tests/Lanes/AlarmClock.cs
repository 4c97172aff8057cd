namespace Posthorn.Delivery.Tests.Lanes;

/// <summary>A clock whose wall and whose timers are the test's: it tells for how long a timer was set, and goes off when told to.</summary>
internal sealed class AlarmClock(DateTimeOffset now) : TimeProvider
{
    private TimerCallback? _callback;
    private object? _state;

    public DateTimeOffset Now { get; set; } = now;

    /// <summary>What the timer was last set to; null when it is not running.</summary>
    public TimeSpan? Set { get; private set; }

    public override DateTimeOffset GetUtcNow() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        (_callback, _state) = (callback, state);
        return new Timer(this);
    }

    public void GoOff()
    {
        Set = null;
        _callback!(_state);
    }

    private sealed class Timer(AlarmClock clock) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Set = dueTime == Timeout.InfiniteTimeSpan ? null : dueTime;
            return true;
        }

        public void Dispose() => clock.Set = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
