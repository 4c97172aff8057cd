namespace Posthorn.Proof.Simulation.Running;

/// <summary>A piece of work with a moment at which it becomes a step.</summary>
internal sealed class Occasion(Step step)
{
    public Step Step => step;

    public bool IsCancelled { get; private set; }

    public void Cancel() => IsCancelled = true;
}
