namespace Posthorn.Proof.Simulation.Running;

/// <summary>The time as one process sees it. Its timers go off as steps of that process.</summary>
internal sealed class ProcessClock(Scheduler scheduler, Life life, Machine machine) : TimeProvider
{
    private readonly HashSet<TimeSpan> _watched = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>What is added to the wall clock: how far a process has found it to be wrong.</summary>
    public TimeSpan Correction { get; set; }

    /// <summary>How many of the timers are set that were set for a watched wait.</summary>
    public int WatchedTimers { get; private set; }

    public override DateTimeOffset GetUtcNow() => machine.Wall + Correction;

    public override long GetTimestamp() => machine.Uptime.Ticks;

    /// <summary>Counts timers that are set for exactly this long.</summary>
    public void Watch(TimeSpan wait) => _watched.Add(wait);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ProcessTimer(this, callback, state);
        _ = timer.Change(dueTime, period);
        return timer;
    }

    private Occasion At(TimeSpan uptime, Step step) => scheduler.At(scheduler.Now + (uptime - machine.Uptime), step);

    private sealed class ProcessTimer(ProcessClock clock, TimerCallback callback, object? state) : ITimer
    {
        private Setting? _setting;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Clear();
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                var watched = clock._watched.Contains(dueTime);
                clock.WatchedTimers += watched ? 1 : 0;
                _setting = new(this, clock.Uptime + dueTime, period, watched);
                _setting.Arm();
            }

            return true;
        }

        public void Dispose() => Clear();

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Clear()
        {
            clock.WatchedTimers -= _setting is { Watched: true } ? 1 : 0;
            _setting = null;
        }

        /// <summary>One setting of the timer. A later one makes it void, also when it has become a step by then.</summary>
        private sealed class Setting(ProcessTimer timer, TimeSpan dueAt, TimeSpan period, bool watched)
        {
            private static readonly SendOrPostCallback Due = static setting => ((Setting)setting!).GoOff();

            public bool Watched => watched;

            public void Arm() => timer.Clock.At(dueAt, new(timer.Clock.Life, Due, this));

            private void GoOff()
            {
                if (!ReferenceEquals(timer._setting, this))
                {
                    return;
                }

                // The machine stood still meanwhile, and its timers with it.
                if (timer.Clock.Uptime < dueAt)
                {
                    Arm();
                    return;
                }

                timer.Clear();
                if (period > TimeSpan.Zero)
                {
                    _ = timer.Change(period, period);
                }

                timer.Ring();
            }
        }

        private ProcessClock Clock => clock;

        private void Ring() => callback(state);
    }

    private Life Life => life;

    private TimeSpan Uptime => machine.Uptime;
}
