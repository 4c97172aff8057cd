using Posthorn.Delivery.Lanes;

namespace Posthorn.Postgres.Writing.Recovering;

/// <summary>The deliveries that this node holds and knows of: handed out to its lanes, or about to be, and not given back.</summary>
/// <remarks>Of the present term alone: what an earlier one held is an orphan. Safe for any number of threads; asked once a batch.</remarks>
internal sealed class HandedOut
{
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _ids = [];
    private long _term;

    public void Add(long term, IEnumerable<Guid> ids)
    {
        lock (_gate)
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
    }

    public void Remove(long term, IEnumerable<Guid> ids)
    {
        lock (_gate)
        {
            if (term == _term)
            {
                _ids.ExceptWith(ids);
            }
        }
    }

    public void Remove(DueDelivery delivery)
    {
        lock (_gate)
        {
            if (delivery.Holder == _term)
            {
                _ = _ids.Remove(delivery.Id.Value);
            }
        }
    }

    /// <summary>Those of the given that nobody here knows of.</summary>
    public List<Guid> Unknown(long term, IEnumerable<Guid> ids)
    {
        lock (_gate)
        {
            return term >= _term ? [.. ids.Where(id => term > _term || !_ids.Contains(id))] : [];
        }
    }
}
