namespace Posthorn.Proof.Simulation.Storing;

/// <summary>A process that may hold lanes, under one term.</summary>
internal sealed class NodeRow(long term, int machine, int life)
{
    public long Term => term;

    public int Machine => machine;

    public int Life => life;

    public DateTimeOffset LeaseUntil { get; set; }

    public bool IsDead { get; set; }
}
