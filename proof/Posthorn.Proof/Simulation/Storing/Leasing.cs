using Posthorn.Delivery.Lanes;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Who is alive, and who holds which lane. Times are the store's own.</summary>
internal static class Leasing
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Begins a term. Whoever had the machine's name before is dead from now on.</summary>
    public static NodeRow Begin(Tables tables, int machine, int life, DateTimeOffset now)
    {
        foreach (var former in tables.Nodes.Values.Where(node => node.Machine == machine))
        {
            former.IsDead = true;
        }

        var row = new NodeRow(tables.Nodes.Count + 1, machine, life) { LeaseUntil = now + Lease };
        tables.Nodes.Add(row.Term, row);
        return row;
    }

    /// <returns>False when it had been declared dead before: then it needs another term.</returns>
    public static bool Prove(Tables tables, long term, DateTimeOffset now)
    {
        var row = tables.Nodes[term];
        if (!row.IsDead)
        {
            row.LeaseUntil = now + Lease;
        }

        return !row.IsDead;
    }

    /// <summary>Declares those dead who have not proved for too long that they are alive.</summary>
    /// <returns>Their terms.</returns>
    public static IReadOnlyList<long> Declare(Tables tables, DateTimeOffset now)
    {
        var late = tables.Nodes.Values.Where(node => !node.IsDead && node.LeaseUntil < now).ToList();
        late.ForEach(static node => node.IsDead = true);
        return late.ConvertAll(static node => node.Term);
    }

    public static GrantedLanes Acquire(Tables tables, long term, IEnumerable<long> endpointKeys)
    {
        var granted = new List<LaneHealth>();
        foreach (var key in endpointKeys)
        {
            var holder = tables.Holders.GetValueOrDefault(key);
            if (tables.IsAlive(term) && (holder == term || !tables.IsAlive(holder)))
            {
                tables.Holders[key] = term;
                granted.Add(tables.Health.GetValueOrDefault(key, LaneHealth.Active(key)));
            }
        }

        return new(term, granted);
    }

    public static void Release(Tables tables, long term, IEnumerable<long> endpointKeys)
    {
        foreach (var key in endpointKeys.Where(key => tables.Holders.GetValueOrDefault(key) == term))
        {
            _ = tables.Holders.Remove(key);
        }
    }

    public static LaneShare Share(Tables tables) =>
        new(tables.Nodes.Values.Count(static node => !node.IsDead), tables.Holders.Values.Count(tables.IsAlive));
}
