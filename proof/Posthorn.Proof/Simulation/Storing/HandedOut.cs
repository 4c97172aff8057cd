namespace Posthorn.Proof.Simulation.Storing;

/// <summary>The deliveries that a process holds and knows of. Of its present term alone: what an earlier one held is an orphan.</summary>
internal sealed class HandedOut
{
    private readonly HashSet<DeliveryId> _ids = [];
    private long _term;

    public void Add(long term, IEnumerable<DeliveryId> ids)
    {
        if (term > _term)
        {
            _term = term;
            _ids.Clear();
        }

        if (term == _term)
        {
            _ids.UnionWith(ids);
        }
    }

    public void Remove(long term, IEnumerable<DeliveryId> ids)
    {
        if (term == _term)
        {
            _ids.ExceptWith(ids);
        }
    }

    public bool Knows(long term, DeliveryId id) => term < _term || (term == _term && _ids.Contains(id));
}
