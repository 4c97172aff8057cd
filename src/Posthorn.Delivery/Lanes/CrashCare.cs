namespace Posthorn.Delivery.Lanes;

/// <summary>After processes died one after the other: until when little more is claimed than can be sent at once, since what waits in memory would be suspected too.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class CrashCare
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(5);

    private long _untilTicks;

    public bool IsTaken(DateTimeOffset now) => now.UtcTicks < Volatile.Read(ref _untilTicks);

    public void Take(DateTimeOffset now) => Volatile.Write(ref _untilTicks, (now + Span).UtcTicks);
}
