namespace Posthorn.Postgres.Leases;

/// <summary>The last time a node proved to be alive: under which term, and when it began to, by both of its clocks.</summary>
internal sealed record Proof(long Term, long SentAt, DateTimeOffset SentAtWall)
{
    /// <summary>Whether it is still young enough. By the steady clock, and by the wall clock too, for the steady one may stand still while the machine sleeps.</summary>
    public bool Holds(TimeProvider machine, TimeSpan stopAfter) =>
        machine.GetElapsedTime(SentAt) < stopAfter && machine.GetUtcNow() - SentAtWall < stopAfter;
}
