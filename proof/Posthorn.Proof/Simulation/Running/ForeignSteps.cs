namespace Posthorn.Proof.Simulation.Running;

/// <summary>Steps that come from another thread than the world's. There is one known reason, the runtime's asynchronous cancellation, and it is waited for.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class ForeignSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _home = Environment.CurrentManagedThreadId;
    private readonly List<Step> _come = [];
    private bool _expected;
    private int _escaped;

    public int Escaped => Volatile.Read(ref _escaped);

    /// <remarks>
    /// The other thread is held until it is waited for. So whoever left something to it has gone as far as it can by then, on every machine and
    /// in every run, and does not find it done already.
    /// </remarks>
    /// <returns>Whether it came from another thread: then it is kept until it is asked for.</returns>
    public bool Takes(Step step)
    {
        if (Environment.CurrentManagedThreadId == _home)
        {
            return false;
        }

        lock (_come)
        {
            if (!_expected && !Monitor.Wait(_come, Patience))
            {
                _escaped++;
            }

            _come.Add(step);
            Monitor.PulseAll(_come);
        }

        return true;
    }

    /// <summary>Waits until the step with which a task goes on has come, and hands out all that have.</summary>
    public IReadOnlyList<Step> TakeUntil(Task task)
    {
        lock (_come)
        {
            _expected = true;
            Monitor.PulseAll(_come);

            // The step of an asynchronous method is an action whose target is the task that the method returned.
            while (!_come.Exists(step => step.State is Action { Target: { } target } && ReferenceEquals(target, task)))
            {
                if (!Monitor.Wait(_come, Patience))
                {
                    throw new InvalidOperationException("The step that was left to another thread did not come back.");
                }
            }

            Step[] come = [.. _come];
            _come.Clear();
            _expected = false;
            return come;
        }
    }
}
