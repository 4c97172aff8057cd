namespace Posthorn.Postgres.Leases;

/// <summary>The time of the database, told by this machine: its own clock, and the distance that the heartbeat has measured. Timers and timestamps are the machine's.</summary>
/// <remarks>So nodes whose clocks differ agree on when something is due. Safe for any number of threads.</remarks>
internal sealed class PostgresClock(TimeProvider machine) : TimeProvider
{
    private long _distance;
    private long _uncertainty = long.MaxValue;

    /// <summary>The machine's own clock.</summary>
    public TimeProvider Machine => machine;

    /// <summary>How far the database's clock is ahead of the machine's; negative when it is behind.</summary>
    public TimeSpan Distance => new(Volatile.Read(ref _distance));

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => machine.GetUtcNow() + Distance;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => machine.CreateTimer(callback, state, dueTime, period);

    /// <summary>Takes over what the database has answered when asked for its time. By one thread.</summary>
    /// <param name="asked">The machine's time when it was asked.</param>
    /// <param name="roundTrip">How long the answer took. Read in its middle, the answer is at most half of that wrong.</param>
    public void Measure(DateTimeOffset asked, TimeSpan roundTrip, DateTimeOffset answer)
    {
        var uncertainty = roundTrip.Ticks / 2;
        var distance = (answer - asked).Ticks - uncertainty;

        // One that is no better, and does not contradict the one before, would only make the clock stagger.
        if (uncertainty <= _uncertainty || Math.Abs(distance - _distance) > uncertainty)
        {
            _uncertainty = uncertainty;
            Volatile.Write(ref _distance, distance);
        }
    }
}
