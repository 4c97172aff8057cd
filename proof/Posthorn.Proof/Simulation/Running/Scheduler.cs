using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Running;

/// <summary>One thread for a whole world. Of all that could go on now, chance picks what does; when nothing can, time goes on to the next occasion.</summary>
internal sealed class Scheduler(Chance chance, Trace trace)
{
    private readonly List<Step> _ready = [];
    private readonly PriorityQueue<Occasion, (long At, long Order)> _agenda = new();
    private readonly ForeignSteps _foreign = new();
    private long _order;

    /// <summary>The time since the world began. No clock in it needs to agree.</summary>
    public TimeSpan Now { get; private set; }

    public long Steps { get; private set; }

    /// <summary>How often something of the world went on outside of it. Whatever that was, a seed would not repeat it.</summary>
    public int Escaped => _foreign.Escaped;

    public void Post(Step step)
    {
        if (_foreign.Takes(step))
        {
            return;
        }

        if (step.Life.IsFrozen)
        {
            step.Life.Park(step);
        }
        else if (!step.Life.HasEnded)
        {
            _ready.Add(step);
        }
    }

    public Occasion At(TimeSpan moment, Step step)
    {
        var occasion = new Occasion(step);
        _agenda.Enqueue(occasion, ((moment > Now ? moment : Now).Ticks, _order++));
        return occasion;
    }

    public Occasion After(TimeSpan wait, Life life, Action work) => At(Now + wait, new(life, static work => ((Action)work!)(), work));

    /// <summary>Waits until a task of the world, whose next step was left to a thread outside, has that step.</summary>
    public void Await(Task left)
    {
        foreach (var step in _foreign.TakeUntil(left))
        {
            Post(step);
        }
    }

    /// <returns>False when nothing is left that could happen.</returns>
    public bool TakeStep()
    {
        if (_ready.Count == 0 && !Advance())
        {
            return false;
        }

        if (_ready.Count == 0)
        {
            return true;
        }

        var at = chance.Below(_ready.Count);
        var step = _ready[at];
        _ready[at] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        if (step.Life.IsFrozen)
        {
            step.Life.Park(step);
        }
        else if (!step.Life.HasEnded && step.Life.TakesStep())
        {
            Steps++;
            trace.Step(Now, step.Life.Number);
            SynchronizationContext.SetSynchronizationContext(step.Life);
            step.Run();
        }

        return true;
    }

    private bool Advance()
    {
        if (!_agenda.TryPeek(out _, out var first))
        {
            return false;
        }

        Now = TimeSpan.FromTicks(first.At);
        while (_agenda.TryPeek(out var occasion, out var next) && next.At == first.At)
        {
            _ = _agenda.Dequeue();
            if (!occasion.IsCancelled)
            {
                Post(occasion.Step);
            }
        }

        return true;
    }
}
