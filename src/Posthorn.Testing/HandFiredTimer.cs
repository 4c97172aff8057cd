namespace Posthorn.Testing;

internal sealed class HandFiredTimer(HandFiredClock clock, TimerCallback callback, object? state) : ITimer
{
    public TimeSpan DueTime { get; private set; } = Timeout.InfiniteTimeSpan;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        DueTime = dueTime;
        clock.Set(dueTime);
        return true;
    }

    public void Fire() => callback(state);

    public void Dispose() => clock.Forget(this);

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
