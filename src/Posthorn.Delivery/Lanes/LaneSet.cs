using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Lanes;

/// <summary>The lanes of this node, one for each endpoint that has had something to do.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed partial class LaneSet(EndpointDirectory directory, ILaneLeases leases, ILogger<Lane> logger)
{
    private readonly ConcurrentDictionary<long, Lane> _lanes = new();
    private readonly ConcurrentDictionary<long, LaneHealth> _health = new();
    private readonly ILogger _logger = new UnfailingLogger(logger);
    private LaneParts? _parts;
    private CancellationToken _stop;
    private volatile bool _stopping;

    public ICollection<Lane> All => _lanes.Values;

    /// <summary>Those that this node holds.</summary>
    public IEnumerable<Lane> Held => _lanes.Values.Where(static lane => lane.Mode is not LaneMode.Elsewhere);

    /// <summary>Makes the lanes work. Before, nothing may be reserved.</summary>
    /// <param name="stop">Breaks attempts off that are still under way.</param>
    public void Start(LaneParts parts, IEnumerable<LaneHealth> health, CancellationToken stop)
    {
        (_parts, _stop) = (parts, stop);
        foreach (var one in health)
        {
            _health[one.EndpointKey] = one;
        }

        parts.Announcer.Stored = Wake;
        leases.TermChanged += OnTermChanged;
        directory.Changed += endpoint =>
        {
            if (_lanes.TryGetValue(endpoint.Key, out var lane))
            {
                lane.Change(endpoint);
            }
        };

        // Also those of endpoints that are disabled now: once enabled, nothing is held against them any more, and that must be remembered.
        foreach (var key in _health.Keys)
        {
            _ = Of(key);
        }
    }

    /// <summary>Starts no attempt more, in no lane, and gives back what waits.</summary>
    public Task StopAsync()
    {
        _stopping = true;
        _parts?.Leasing.Stop();
        return Task.WhenAll(_lanes.Values.Select(static lane => lane.StopAsync()));
    }

    /// <summary>Reserves room in the lane of each delivery and marks as claimed those that got it.</summary>
    public void Reserve(EventToStore item, byte[][] bodies)
    {
        var deliveries = item.Deliveries;
        for (var i = 0; i < deliveries.Length; i++)
        {
            // What is due later waits in the store: it would only take room here.
            if (deliveries[i].DueAt is null && Of(deliveries[i].Endpoint.Key) is { } lane && lane.TryReserve(DueDelivery.Weigh(bodies[i].Length)))
            {
                deliveries[i] = deliveries[i] with { Claimed = true };
            }
        }
    }

    /// <summary>The event is stored: lanes with room get theirs from memory, the others are told that the store has it.</summary>
    public void HandOver(EventToStore item, byte[][] bodies, Appended appended)
    {
        if (appended is not Appended.Stored stored)
        {
            GiveUp(item, bodies);
            return;
        }

        for (var i = 0; i < item.Deliveries.Length; i++)
        {
            var delivery = item.Deliveries[i];
            var lane = Of(delivery.Endpoint.Key);
            if (delivery.Claimed && stored.Event.Holder != 0)
            {
                lane?.Deliver(Due(item, stored.Event, delivery, bodies[i]));
                continue;
            }

            if (delivery.Claimed)
            {
                // This node had lost its lease by the time of the commit: it is stored as due.
                lane?.GiveUp(DueDelivery.Weigh(bodies[i].Length));
            }

            lane?.Wake();
        }
    }

    /// <summary>The event was not stored: gives back what was reserved for it.</summary>
    public void GiveUp(EventToStore item, byte[][] bodies)
    {
        for (var i = 0; i < item.Deliveries.Length; i++)
        {
            if (item.Deliveries[i].Claimed)
            {
                Of(item.Deliveries[i].Endpoint.Key)?.GiveUp(DueDelivery.Weigh(bodies[i].Length));
            }
        }
    }

    /// <summary>Something of this endpoint is due in the store.</summary>
    public void Wake(long endpointKey) => Of(endpointKey)?.Wake();

    /// <summary>Whether the endpoint's lane takes in more from a replay. One that is not held here is asked for first.</summary>
    public bool HasRoom(long endpointKey)
    {
        if (Of(endpointKey) is not { } lane)
        {
            return true;
        }

        if (lane.Mode == LaneMode.Elsewhere)
        {
            lane.Wake();
        }

        return lane.Mode != LaneMode.Elsewhere && lane.HasRoom;
    }

    /// <summary>Gives every lane back to the store, once all of them are empty.</summary>
    public ValueTask LetGoAsync() => leases.ReleaseAsync([.. _lanes.Keys]);

    /// <summary>Another node says that something of this endpoint is due. Taken up only by the node that holds the lane.</summary>
    public void Hinted(long endpointKey)
    {
        if (_lanes.TryGetValue(endpointKey, out var lane) && lane.Mode != LaneMode.Elsewhere)
        {
            lane.Wake();
        }
    }

    /// <summary>The lane of an endpoint; made when it is first asked for. Null when there is no such endpoint.</summary>
    public Lane? Of(long endpointKey)
    {
        if (_lanes.TryGetValue(endpointKey, out var lane))
        {
            return lane;
        }

        if (_parts is not { } parts || directory.Find(endpointKey) is not { } endpoint)
        {
            return null;
        }

        var health = _health.GetValueOrDefault(endpointKey, LaneHealth.Active(endpointKey));
        var made = new Lane(endpoint, health, leases.IsSole ? leases.Term : 0, parts, _logger, _stop);
        lane = _lanes.GetOrAdd(endpointKey, made);
        if (!ReferenceEquals(lane, made))
        {
            made.Dispose();
        }
        else if (directory.Find(endpointKey) is { } now && !ReferenceEquals(now, endpoint))
        {
            // It was changed while the lane was being made, and the lane was not told.
            lane.Change(now);
        }

        if (_stopping)
        {
            _ = lane.StopAsync();
        }

        return lane;
    }

    private void OnTermChanged()
    {
        Log.TermChanged(_logger, leases.Term);
        foreach (var lane in _lanes.Values)
        {
            lane.TermChanged();
        }
    }

    private static DueDelivery Due(EventToStore item, StoredEvent stored, DeliveryToStore delivery, byte[] body) => new()
    {
        Id = delivery.Id,
        EventId = item.Id,
        EventSequence = stored.Sequence,
        EndpointKey = delivery.Endpoint.Key,
        EventType = item.Type,
        OccurredAt = item.OccurredAt,
        Holder = stored.Holder,
        Attempt = 1,
        Uncounted = 0,
        ScheduleStart = item.AcceptedAt,
        Data = default,
        Body = body,
        BodyHash = delivery.BodyHash,
        Reserved = DueDelivery.Weigh(body.Length),
    };

    private static partial class Log
    {
        [LoggerMessage(EventIds.TermChanged, LogLevel.Warning, "This node's term is now {Term}; 0 means that it cannot be sure of its lease and sends nothing")]
        public static partial void TermChanged(ILogger logger, long term);
    }
}
