namespace Posthorn.Testing;

/// <summary>A clock that stands still, whose timers go off when the test says so. For code that waits at one known place.</summary>
/// <remarks>A timer is named by its due time, so give the limits under test different ones. Safe for use by several threads.</remarks>
/// <param name="now">The time it tells, always.</param>
public sealed class HandFiredClock(DateTimeOffset now) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<HandFiredTimer> _timers = [];
    private readonly Dictionary<TimeSpan, TaskCompletionSource> _awaited = [];

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => now;

    /// <inheritdoc/>
    public override long GetTimestamp() => 0;

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandFiredTimer(this, callback, state);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Completes once a timer with this due time has been set, now or earlier.</summary>
    /// <param name="dueTime">The timer's due time.</param>
    /// <returns>A task without a result.</returns>
    public Task WhenSet(TimeSpan dueTime)
    {
        lock (_lock)
        {
            return Awaited(dueTime).Task;
        }
    }

    /// <summary>Fires the timers that are set to this due time.</summary>
    /// <param name="dueTime">The timers' due time.</param>
    /// <returns>How many fired.</returns>
    public int Fire(TimeSpan dueTime)
    {
        HandFiredTimer[] due;
        lock (_lock)
        {
            due = [.. _timers.Where(timer => timer.DueTime == dueTime)];
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }

        return due.Length;
    }

    internal void Set(TimeSpan dueTime)
    {
        lock (_lock)
        {
            Awaited(dueTime).TrySetResult();
        }
    }

    internal void Forget(HandFiredTimer timer)
    {
        lock (_lock)
        {
            _timers.Remove(timer);
        }
    }

    private TaskCompletionSource Awaited(TimeSpan dueTime)
    {
        if (!_awaited.TryGetValue(dueTime, out var source))
        {
            _awaited[dueTime] = source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return source;
    }
}
