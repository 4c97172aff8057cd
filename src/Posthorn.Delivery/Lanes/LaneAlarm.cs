namespace Posthorn.Delivery.Lanes;

/// <summary>Calls back at the earliest of the moments that it was asked for, once.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class LaneAlarm : IDisposable
{
    // Timers count whole milliseconds and may be one early.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(1);

    private readonly TimeProvider _clock;
    private readonly Action _ring;
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private DateTimeOffset? _setFor;

    public LaneAlarm(TimeProvider clock, Action ring) => (_clock, _ring) = (clock, ring);

    public void SetNoLaterThan(DateTimeOffset moment)
    {
        lock (_gate)
        {
            if (_setFor <= moment)
            {
                return;
            }

            _setFor = moment;
            var wait = moment - _clock.GetUtcNow();
            wait = (wait > Farthest ? Farthest : wait > TimeSpan.Zero ? wait : TimeSpan.Zero) + Margin;
            _timer ??= _clock.CreateTimer(static alarm => ((LaneAlarm)alarm!).Ring(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _ = _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _timer?.Dispose();
            _setFor = DateTimeOffset.MinValue;
        }
    }

    private void Ring()
    {
        lock (_gate)
        {
            if (_setFor == DateTimeOffset.MinValue)
            {
                return;
            }

            _setFor = null;
        }

        _ring();
    }
}
