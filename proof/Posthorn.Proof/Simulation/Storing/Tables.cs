using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>What is on the disk. Whatever changes it is one commit, and one after the other.</summary>
/// <param name="isSole">Whether it is the store of one process at a time, as a file is. Else processes have terms, and lanes have holders.</param>
internal sealed class Tables(bool isSole, Flaws flaws)
{
    private readonly Dictionary<DeliveryId, DeliveryRow> _deliveries = [];
    private readonly Dictionary<DeliveryId, DeliveryRow> _open = [];
    private long _places;
    private long _terms;

    /// <summary>Told of every change of a delivery.</summary>
    public Action<RowChange>? OnChange { get; set; }

    /// <summary>Told of the key of every endpoint whose status was changed.</summary>
    public Action<long>? OnStatus { get; set; }

    /// <summary>Told of every term that begins, and of the process that has it.</summary>
    public Action<long, int>? OnTerm { get; set; }

    /// <summary>Told of every term that was declared dead.</summary>
    public Action<long>? OnDeclared { get; set; }

    /// <summary>Told of the endpoint of every delivery that lies due for another process than the one that put it there.</summary>
    public Action<long>? OnHint { get; set; }

    public bool IsSole => isSole;

    public Flaws Flaws => flaws;

    public Dictionary<EventId, EventRow> Events { get; } = [];

    public Dictionary<(long PartnerKey, string Key), EventRow> Keys { get; } = [];

    public Dictionary<DeliveryId, List<AttemptRow>> Attempts { get; } = [];

    public Dictionary<long, EndpointRow> Endpoints { get; } = [];

    public Dictionary<long, LaneHealth> Health { get; } = [];

    /// <summary>The term that holds each lane.</summary>
    public Dictionary<long, long> Holders { get; } = [];

    public Dictionary<long, NodeRow> Nodes { get; } = [];

    public Dictionary<ReplayJobId, ReplayJob> Jobs { get; } = [];

    /// <summary>Places in the log that were given out and whose commit is still to come, if it comes.</summary>
    public HashSet<long> OpenPlaces { get; } = [];

    public IReadOnlyCollection<DeliveryRow> Deliveries => _deliveries.Values;

    /// <summary>Those that have not ended.</summary>
    public IReadOnlyCollection<DeliveryRow> Open => _open.Values;

    public DeliveryRow? Find(DeliveryId id) => _deliveries.GetValueOrDefault(id);

    /// <summary>An event's place in the log, by its id; 0 for one that is not stored.</summary>
    public long PlaceOf(string eventId) => EventId.TryParse(eventId, out var id) && Events.TryGetValue(id, out var row) ? row.Sequence : 0;

    public long NextPlace()
    {
        _ = OpenPlaces.Add(++_places);
        return _places;
    }

    public long NextTerm() => ++_terms;

    /// <summary>The last place in the log up to which nothing can come any more.</summary>
    public long SafePlace() => OpenPlaces.Count == 0 ? _places : OpenPlaces.Min() - 1;

    public bool IsAlive(long term) => isSole ? term == SoleLeases.OnlyTerm : Nodes.TryGetValue(term, out var node) && !node.IsDead;

    /// <summary>Forgets an event with all that was made of it.</summary>
    public void Forget(EventRow row)
    {
        _ = Events.Remove(row.Id);
        _ = row.IdempotencyKey is { } key && Keys.Remove((row.PartnerKey, key));
        foreach (var delivery in _deliveries.Values.Where(one => one.Event.Id == row.Id).ToList())
        {
            _ = _deliveries.Remove(delivery.Id);
            _ = Attempts.Remove(delivery.Id);
        }
    }

    public void Declare(NodeRow node)
    {
        node.IsDead = true;
        OnDeclared?.Invoke(node.Term);
    }

    public void Put(DeliveryRow row, Cause cause)
    {
        var before = Find(row.Id);
        _deliveries[row.Id] = row;
        if (row.State == DeliveryState.Pending)
        {
            _open[row.Id] = row;
        }
        else
        {
            _ = _open.Remove(row.Id);
        }

        OnChange?.Invoke(new(before, row, cause));
    }

    /// <summary>Stores keep whole milliseconds.</summary>
    public static DateTimeOffset Whole(DateTimeOffset time) => DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
