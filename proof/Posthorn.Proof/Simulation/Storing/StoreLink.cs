using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>The way of one process to the store and back: it takes time, and it breaks.</summary>
/// <param name="world">What is under way goes on without the process.</param>
internal sealed class StoreLink(Scheduler scheduler, Life world, Life life, StoreWeather weather, Chance chance, Trace trace, Tables tables)
{
    private static readonly TimeSpan Quickest = TimeSpan.FromMilliseconds(0.2);
    private static readonly TimeSpan Slowest = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestDoubt = TimeSpan.FromSeconds(3);

    private readonly List<IPendingCall> _pending = [];

    /// <summary>Whether this process alone does not reach it.</summary>
    public required Func<bool> IsCut { get; init; }

    /// <summary>Told when a commit may have happened although it failed.</summary>
    public Action? OnDoubt { get; set; }

    private bool IsUp => weather.Away == 0 && !IsCut();

    public ValueTask<T> CallAsync<T>(StoreCall kind, Func<T> commit) => CallAsync(new PendingCall<T>(kind, commit));

    public ValueTask<T> CallAsync<T>(PendingCall<T> call)
    {
        IPendingCall pending = call;
        _pending.Add(pending);
        After(Quickest, Slowest, () => Arrive(pending));
        return new(call.Answer);
    }

    /// <summary>The process died. What it had asked for and what had not begun may be done all the same, or not.</summary>
    public void Break()
    {
        foreach (var call in _pending.Where(static call => !call.IsCommitted).ToList())
        {
            if (chance.Happens(0.5))
            {
                call.Abandon();
            }
            else if (tables.IsSole)
            {
                // The file has no one else to write it: what is done is done before the next process opens it.
                call.Commit();
            }
        }

        _pending.Clear();
    }

    /// <summary>The store crashed: what it had not committed is lost, and who waited for it hears so.</summary>
    public void Crash()
    {
        foreach (var call in _pending.Where(static call => !call.IsCommitted).ToList())
        {
            Refuse(call);
        }
    }

    private void Arrive(IPendingCall call)
    {
        if (call.IsAbandoned || call.IsCommitted)
        {
            return;
        }

        if (!IsUp)
        {
            Refuse(call);
        }
        else if (call.OnArrival is { } arrive)
        {
            arrive();
            After(TimeSpan.Zero, Slowest * 4, () => Commit(call));
        }
        else
        {
            Commit(call);
        }
    }

    private void Commit(IPendingCall call)
    {
        if (call.IsAbandoned || call.IsCommitted)
        {
            return;
        }

        call.Commit();
        trace.Say(What.StoreCommitted, life.Number, word: Names[(int)call.Kind]);
        if (chance.Happens(weather.LostAnswers))
        {
            Lose(call);
        }
        else
        {
            After(Quickest, Slowest, () => Return(call));
        }
    }

    private void Return(IPendingCall call)
    {
        if (IsUp)
        {
            _ = _pending.Remove(call);
            call.Return(life);
        }
        else
        {
            Lose(call);
        }
    }

    // The commit is there and its answer is not. A store in the same process knows what it has done; one behind a network does not, and says that it failed.
    private void Lose(IPendingCall call)
    {
        if (tables.IsSole && !tables.Flaws.HasFlag(Flaws.ForgetsItsDoubts))
        {
            After(LongestDoubt / 10, LongestDoubt, () => Return(call));
            return;
        }

        OnDoubt?.Invoke();
        Fail(call, "The connection broke before the answer came.");
    }

    private void Refuse(IPendingCall call)
    {
        call.Abandon();
        Fail(call, "The store is away.");
    }

    private void Fail(IPendingCall call, string why)
    {
        trace.Say(What.StoreFailed, life.Number, call.IsCommitted ? 1 : 0, word: Names[(int)call.Kind]);
        _ = _pending.Remove(call);
        After(Quickest, LongestDoubt, () => call.Fail(life, new StoreUnavailableException(why)));
    }

    private void After(TimeSpan from, TimeSpan to, Action work) => scheduler.After(chance.Between(from, to) * weather.Slowness, world, work);

    private static readonly string[] Names = Enum.GetNames<StoreCall>();
}
