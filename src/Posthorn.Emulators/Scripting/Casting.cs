using System.Collections.Concurrent;

namespace Posthorn.Emulators.Scripting;

/// <summary>Gives everything that is created its number and its plan, in the order of creation.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class Casting(Scenario scenario)
{
    private readonly Lock _gate = new();
    private readonly int[] _counts = new int[scenario.Rules.Count];
    private readonly ConcurrentDictionary<string, Plan> _plans = new(StringComparer.Ordinal);
    private int _number;

    /// <summary>The number that the next one has, from 1. What is drawn from the seed for it is drawn by this.</summary>
    public int NextNumber() => Interlocked.Increment(ref _number);

    /// <summary>Decides what becomes of something new. A magic id goes before the scenario: who asks for one knows why.</summary>
    /// <param name="id">What its notifications are about: the id of the session or operation.</param>
    public Plan Cast(string id, Subject subject)
    {
        var magic = MagicIds.Find([.. subject.Ids]);
        Plan? ruled = null;
        lock (_gate)
        {
            for (var i = 0; i < scenario.Rules.Count; i++)
            {
                var rule = scenario.Rules[i];
                if (rule.Fits(subject) && rule.Takes(++_counts[i]))
                {
                    ruled ??= rule.Plan;
                }
            }
        }

        return _plans[id] = magic ?? ruled ?? Plan.Usual;
    }

    /// <summary>What becomes of something that was created before.</summary>
    /// <param name="ids">Others that it has, by which it may be found after a restart.</param>
    public Plan PlanOf(string id, params ReadOnlySpan<string?> ids) =>
        _plans.TryGetValue(id, out var plan) ? plan : MagicIds.Find([id, .. ids]) ?? Plan.Usual;

    /// <summary>Begins to count anew.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            Array.Clear(_counts);
            _plans.Clear();
            Volatile.Write(ref _number, 0);
        }
    }
}
