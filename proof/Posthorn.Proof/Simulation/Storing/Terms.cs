using Posthorn.Delivery.Lanes;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Who is alive, and who holds which lane. Times are the store's own.</summary>
internal static class Terms
{
    /// <param name="name">Whoever had it before is dead from now on; 0 is nobody's.</param>
    public static NodeRow Begin(Tables tables, int name, int life, DateTimeOffset now, TimeSpan lease)
    {
        foreach (var former in tables.Nodes.Values.Where(node => name != 0 && node.Name == name && !node.IsDead).ToList())
        {
            tables.Declare(former);
        }

        var row = new NodeRow(tables.NextTerm(), name, life) { LeaseUntil = now + lease };
        tables.Nodes.Add(row.Term, row);
        tables.OnTerm?.Invoke(row.Term, life);
        return row;
    }

    /// <returns>False when it had been declared dead before: then it needs another term.</returns>
    public static bool Prove(Tables tables, long term, DateTimeOffset now, TimeSpan lease)
    {
        if (!tables.Nodes.TryGetValue(term, out var row) || row.IsDead)
        {
            return false;
        }

        row.LeaseUntil = now + lease;
        return true;
    }

    /// <summary>Declares those dead who have not proved for too long that they are alive.</summary>
    public static void Declare(Tables tables, long own, DateTimeOffset now)
    {
        foreach (var late in tables.Nodes.Values.Where(node => !node.IsDead && node.Term != own && node.LeaseUntil < now).ToList())
        {
            tables.Declare(late);
        }
    }

    /// <summary>Forgets the dead who hold nothing: whatever they claimed was committed before they were declared dead.</summary>
    public static void Forget(Tables tables)
    {
        var holders = tables.Open.Select(static row => row.Holder).ToHashSet();
        foreach (var gone in tables.Nodes.Values.Where(node => node.IsDead && !holders.Contains(node.Term)).ToList())
        {
            _ = tables.Nodes.Remove(gone.Term);
        }
    }

    public static void Retire(Tables tables, long term)
    {
        if (tables.Nodes.TryGetValue(term, out var row) && !row.IsDead)
        {
            tables.Declare(row);
        }
    }

    public static GrantedLanes Acquire(Tables tables, long term, IEnumerable<long> endpointKeys)
    {
        var granted = new List<LaneHealth>();
        foreach (var key in endpointKeys)
        {
            var holder = tables.Holders.GetValueOrDefault(key);
            if (tables.IsAlive(term) && (holder == term || !tables.IsAlive(holder) || tables.Flaws.HasFlag(Flaws.GrantsWhatIsHeld)))
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
