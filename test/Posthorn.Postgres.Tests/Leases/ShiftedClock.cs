namespace Posthorn.Postgres.Tests.Leases;

/// <summary>The clock of a machine that is set wrong.</summary>
internal sealed class ShiftedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
