namespace Posthorn.Postgres.Tests.Leases;

/// <summary>A machine's two clocks, which a test moves apart: the steady one stands still while the machine sleeps, and the wall clock may be set.</summary>
internal sealed class TwoClocks : TimeProvider
{
    public TimeSpan Steady { get; set; }

    public DateTimeOffset Wall { get; set; } = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Wall;

    /// <summary>Raised after the steady clock was read, and before its reader has the answer.</summary>
    public event Action? Read;

    public override long GetTimestamp()
    {
        var now = Steady.Ticks;
        Read?.Invoke();
        return now;
    }
}
