using System.Runtime.CompilerServices;
using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Intake;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>Puts the events of a batch into the log, in one round trip, and tells what became of each.</summary>
/// <remarks>Used by one pump, again and again.</remarks>
internal sealed class EventInsert
{
    private readonly List<EventToStore> _items = [];
    private readonly KeyValues _keys = new();
    private readonly ArrayStatement _insert = new(AppendSql.Events);
    private readonly StrongBox<long> _term;
    private readonly StrongBox<int> _count;
    private readonly List<long> _unclaimed;
    private readonly List<Guid> _claimed = [];
    private readonly EventValues _events;
    private readonly DeliveryValues _deliveries;
    private long[] _places = [];
    private long[] _gone = [];
    private int[] _lost = [];

    public EventInsert()
    {
        _term = _insert.Value<long>(NpgsqlDbType.Bigint);
        _count = _insert.Value<int>(NpgsqlDbType.Integer);
        _keys.ShareWith(_insert);
        _unclaimed = _insert.Column<long>(NpgsqlDbType.Bigint);
        _events = new(_insert);
        _deliveries = new(_insert);
    }

    /// <summary>Under which name its claimed deliveries are held, when it has been executed; 0 when this node is not alive, and they are due.</summary>
    public long Holder { get; private set; }

    /// <summary>The deliveries that lanes of this node have made room for.</summary>
    public IEnumerable<Guid> Claimed => _claimed;

    /// <summary>The places in the batch of those whose key was taken, when it has been executed: nothing of them was stored.</summary>
    public IReadOnlyList<int> Lost => _lost;

    public EventToStore this[int place] => _items[place];

    /// <returns>Its place in the batch, from 0.</returns>
    public int Add(EventToStore item)
    {
        _items.Add(item);
        var place = _items.Count;
        _keys.Add(place, item);
        _events.Add(place, item, _deliveries.Count);
        foreach (var delivery in item.Deliveries)
        {
            _deliveries.Add(place, item, delivery);
            if (delivery.Claimed)
            {
                _claimed.Add(delivery.Id.Value);
            }
            else
            {
                _unclaimed.Add(delivery.Endpoint.Key);
            }
        }

        return place - 1;
    }

    /// <param name="term">Under which name the deliveries that are claimed are held, if it is alive.</param>
    public async Task ExecuteAsync(NpgsqlConnection connection, long term)
    {
        _term.Value = term;
        _count.Value = _items.Count;
        _keys.Arrange();

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(FeedFloor.Hold) } };
        if (!_keys.IsEmpty)
        {
            batch.BatchCommands.Add(_keys.ToInsert());
        }

        batch.BatchCommands.Add(_insert.ToCommand());
        await using var reader = await batch.ExecuteReaderAsync();
        _ = await reader.NextResultAsync();
        _ = await reader.ReadAsync();
        _places = reader.GetFieldValue<long[]>(0);
        Holder = reader.IsDBNull(1) ? 0 : reader.GetInt64(1);
        _lost = Array.ConvertAll(reader.GetFieldValue<int[]>(2), static place => place - 1);
        _gone = reader.GetFieldValue<long[]>(3);
        await reader.ToEndAsync();
    }

    /// <summary>What became of an event that is not lost.</summary>
    public Appended.Stored Stored(int place)
    {
        var item = _items[place];
        var deliveries = new List<StoredDelivery>(item.Deliveries.Length);
        foreach (var delivery in item.Deliveries)
        {
            if (delivery.Claimed || !_gone.Contains(delivery.Endpoint.Key))
            {
                deliveries.Add(new(delivery.Id, delivery.Endpoint.Id));
            }
        }

        return new(new(item.Id, _places[place], deliveries, Holder));
    }

    /// <summary>The endpoints for which something lies due in the store now.</summary>
    public IReadOnlyCollection<long> Due()
    {
        if (_unclaimed.Count == 0 && Holder != 0)
        {
            return [];
        }

        var due = new HashSet<long>(_unclaimed);
        if (Holder == 0)
        {
            due.UnionWith(_items.SelectMany(static item => item.Deliveries).Select(static delivery => delivery.Endpoint.Key));
        }

        return due;
    }

    public void Clear()
    {
        _items.Clear();
        _claimed.Clear();
        _keys.Clear();
        _insert.Clear();
    }
}
