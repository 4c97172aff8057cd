namespace Posthorn.Proof.Simulation.Running;

/// <summary>A piece of work that can be done now: what lies between two awaits.</summary>
internal readonly record struct Step(Life Life, SendOrPostCallback Work, object? State)
{
    public void Run() => Work(State);
}
