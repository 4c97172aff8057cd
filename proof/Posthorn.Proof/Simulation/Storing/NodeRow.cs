namespace Posthorn.Proof.Simulation.Storing;

/// <summary>A process that may hold lanes, under one term.</summary>
internal sealed class NodeRow(long term, int name, int life)
{
    public long Term => term;

    public int Name => name;

    public int Life => life;

    public DateTimeOffset LeaseUntil { get; set; }

    public bool IsDead { get; set; }
}
