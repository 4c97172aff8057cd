namespace Posthorn.Delivery.Lanes;

/// <summary>Calls back at the earliest of the moments that it was asked for, once.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class LaneAlarm : IDisposable
{
    // Timers count whole milliseconds and may be one early.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(1);

    // Timers run on a clock of their own. One that should have gone off so long ago was overtaken: the wall clock was set forward.
    private static readonly TimeSpan Overtaken = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _clock;
    private readonly Action _ring;
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private DateTimeOffset? _setFor;
    private bool _disposed;

    public LaneAlarm(TimeProvider clock, Action ring) => (_clock, _ring) = (clock, ring);

    public void SetNoLaterThan(DateTimeOffset moment)
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            if (_disposed || (_setFor <= moment && _setFor > now - Overtaken))
            {
                return;
            }

            var earliest = _setFor < moment ? _setFor.Value : moment;
            _setFor = earliest > now ? earliest : now;
            var wait = _setFor.Value - now;
            wait = (wait > Farthest ? Farthest : wait) + Margin;
            _timer ??= _clock.CreateTimer(static alarm => ((LaneAlarm)alarm!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ = _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _disposed = true;
        }
    }

    private void Ring()
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _setFor = null;
        }

        _ring();
    }
}
