namespace Posthorn.Testing;

/// <summary>A clock that is set by the test. It tells the time and no more: code that waits is tested with the system's clock.</summary>
/// <remarks>Safe for use by several threads.</remarks>
/// <param name="now">The time it tells at first.</param>
public sealed class ManualClock(DateTimeOffset now) : TimeProvider
{
    // Not the system's frequency: code that takes timestamps for ticks gives wrong answers here.
    private const int Factor = 7;

    private long _utcTicks = now.UtcTicks;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond * Factor;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _utcTicks), TimeSpan.Zero);

    /// <inheritdoc/>
    public override long GetTimestamp() => Volatile.Read(ref _utcTicks) * Factor;

    /// <summary>Moves the clock.</summary>
    /// <param name="by">How far; negative for a clock that is set back.</param>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _utcTicks, by.Ticks);

    /// <summary>Refuses.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        => throw new NotSupportedException("A clock moved from outside races the code that waits on it.");
}
