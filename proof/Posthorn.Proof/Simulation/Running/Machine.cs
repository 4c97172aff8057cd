namespace Posthorn.Proof.Simulation.Running;

/// <summary>The clocks of one machine. They outlive its processes, and need not agree with anybody's.</summary>
internal sealed class Machine(Scheduler scheduler)
{
    /// <summary>What every clock shows when the world begins, if it is right.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private TimeSpan _stood;
    private TimeSpan? _standsSince;

    /// <summary>How far the wall clock is wrong.</summary>
    public TimeSpan WallError { get; set; }

    public DateTimeOffset Wall => Noon + scheduler.Now + WallError;

    /// <summary>The monotonic clock, which stands still while the machine is suspended.</summary>
    public TimeSpan Uptime => (_standsSince ?? scheduler.Now) - _stood;

    public void Suspend() => _standsSince ??= scheduler.Now;

    public void Resume()
    {
        _stood += scheduler.Now - (_standsSince ?? scheduler.Now);
        _standsSince = null;
    }
}
