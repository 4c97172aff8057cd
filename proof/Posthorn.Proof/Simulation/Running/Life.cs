namespace Posthorn.Proof.Simulation.Running;

/// <summary>The life of one process: whatever it awaits goes on as a step of this life, until it ends. What is left then never runs.</summary>
internal sealed class Life(Scheduler scheduler, int number) : SynchronizationContext
{
    private readonly List<Step> _parked = [];
    private bool _frozen;

    /// <summary>Told once when it ends.</summary>
    public Action? OnEnd { get; set; }

    /// <summary>0 is the world itself, which does not end.</summary>
    public int Number => number;

    public bool HasEnded { get; private set; }

    public bool IsFrozen => _frozen;

    /// <summary>Takes steps at present.</summary>
    public bool Runs => !HasEnded && !_frozen;

    public int Steps { get; private set; }

    /// <summary>It dies in place of this one of its steps; 0 for none.</summary>
    public int EndsAt { get; set; }

    public override void Post(SendOrPostCallback d, object? state) => scheduler.Post(new(this, d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing waits for another step.");

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Ends as a killed process ends: in the middle of whatever it does.</summary>
    public void End()
    {
        if (!HasEnded)
        {
            HasEnded = true;
            _parked.Clear();
            OnEnd?.Invoke();
        }
    }

    /// <summary>Takes no step until it is thawed. Its timers and whatever it waits for go on.</summary>
    public void Freeze() => _frozen = true;

    public void Thaw()
    {
        _frozen = false;
        foreach (var step in _parked)
        {
            scheduler.Post(step);
        }

        _parked.Clear();
    }

    public void Park(Step step) => _parked.Add(step);

    /// <summary>Whether the next step may be taken; a life whose time has come ends instead.</summary>
    public bool TakesStep()
    {
        Steps++;
        if (Steps == EndsAt)
        {
            End();
        }

        return !HasEnded;
    }
}
