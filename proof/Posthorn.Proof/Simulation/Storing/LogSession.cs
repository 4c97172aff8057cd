using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>The log of the store as one process sees it.</summary>
internal sealed class LogSession(Tables tables, StoreLink link, ILaneLeases leases, HandedOut handedOut) : IEventLog
{
    public ValueTask<Appended> AppendAsync(EventToStore item) => AppendAsync([item], static one => one[0]);

    public ValueTask<IReadOnlyList<Appended>> AppendAsync(IReadOnlyList<EventToStore> items) => AppendAsync<IReadOnlyList<Appended>>(items, static all => all);

    private async ValueTask<T> AppendAsync<T>(IReadOnlyList<EventToStore> items, Func<IReadOnlyList<Appended>, T> result)
    {
        var term = leases.Term;
        DeliveryId[][] claimed = [.. items.Select(static item => item.Deliveries.Where(static one => one.Claimed).Select(static one => one.Id).ToArray())];

        // Before the commit: between it and this process' knowing of it, nobody may take them for lost.
        handedOut.Add(term, claimed.SelectMany(static ids => ids));
        IReadOnlyList<Appended> appended = [];
        try
        {
            appended = await link.CallAsync(new Append(tables, items, term).Call);
        }
        finally
        {
            for (var i = 0; i < items.Count; i++)
            {
                if (appended.Count == 0 || appended[i] is not Appended.Stored { Event.Holder: not 0 })
                {
                    handedOut.Remove(term, claimed[i]);
                }
            }
        }

        return result(appended);
    }

    /// <summary>One commit of events, on its way. Their places in the log are given out when it arrives, and later ones may be committed first.</summary>
    private sealed class Append
    {
        private readonly Tables _tables;
        private readonly IReadOnlyList<EventToStore> _items;
        private readonly long _term;
        private readonly long[] _places;
        private readonly EventRow?[] _former;

        public Append(Tables tables, IReadOnlyList<EventToStore> items, long term)
        {
            (_tables, _items, _term, _places, _former) = (tables, items, term, new long[items.Count], new EventRow?[items.Count]);
            Call = new(StoreCall.Append, Commit) { OnArrival = Arrive, OnAbandoned = () => _tables.OpenPlaces.ExceptWith(_places) };
        }

        public PendingCall<IReadOnlyList<Appended>> Call { get; }

        private void Arrive()
        {
            for (var i = 0; i < _items.Count; i++)
            {
                _places[i] = _tables.NextPlace();
                _former[i] = Appending.Former(_tables, _items[i]);
            }
        }

        private Appended[] Commit()
        {
            var appended = new Appended[_items.Count];
            for (var i = 0; i < _items.Count; i++)
            {
                // Of a process that died it may be committed without ever having arrived by itself.
                var place = _places[i] == 0 ? _tables.NextPlace() : _places[i];
                var former = _tables.Flaws.HasFlag(Flaws.KeyCheckedFirst) ? _former[i] : Appending.Former(_tables, _items[i]);
                appended[i] = Appending.Append(_tables, _items[i], _term, place, former);
            }

            return appended;
        }
    }
}
