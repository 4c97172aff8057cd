using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;

namespace Posthorn.Sqlite.Reading;

/// <summary>One page of a partner's deliveries, newest event first.</summary>
/// <remarks>
/// The cursor is a place in the log, so a page never parts the deliveries of one event: it is shorter than asked where the next event's would
/// not fit, and longer only where a single event has more.
/// </remarks>
internal sealed class DeliveryListing(ReaderPool.Lease reader, DeliveryFilter filter)
{
    /// <summary>How many rows one page may cost.</summary>
    private const int Budget = 10_000;

    private readonly List<DeliveryView> _found = [];

    private readonly Statement _look = reader.Statement(filter.EndpointKey is null ? HistorySql.DeliveriesAtPlace : HistorySql.DeliveryAtPlace);

    public DeliveryPage Read()
    {
        var places = filter.State switch
        {
            DeliveryState.Dead or DeliveryState.Cancelled => EndedBadly(),
            DeliveryState.Pending => Open(),
            _ => null,
        };

        return places is null ? WalkLog() : Take(places);
    }

    private DeliveryPage WalkLog()
    {
        var place = reader.Statement(HistorySql.PlacesOfPartner).Bind(1, filter.PartnerKey).Bind(2, Before).Bind(3, Budget);
        var (walked, last) = (0, Before);
        while (_found.Count <= filter.Limit && place.Read())
        {
            walked++;
            last = place.Int64(0);
            Look(last);
        }

        return Page(next: walked == Budget ? last : null);
    }

    private DeliveryPage Take(IEnumerable<long> places)
    {
        foreach (var place in places.Distinct().OrderDescending())
        {
            if (_found.Count > filter.Limit)
            {
                break;
            }

            Look(place);
        }

        return Page(next: null);
    }

    private long Before => filter.BeforeSequence ?? long.MaxValue;

    private void Look(long place)
    {
        _ = _look.Bind(1, place).Bind(2, (long?)filter.State);
        if (filter.EndpointKey is { } endpoint)
        {
            _ = _look.Bind(3, endpoint);
        }

        while (_look.Read())
        {
            _found.Add(DeliveryColumns.Read(_look));
        }
    }

    /// <param name="next">Where the reading stopped, when it stopped for its cost.</param>
    private DeliveryPage Page(long? next)
    {
        if (_found.Count <= filter.Limit)
        {
            return new(_found, next);
        }

        var tooMuch = _found[^1].EventSequence;
        var kept = _found.TakeWhile(delivery => delivery.EventSequence != tooMuch).ToList();
        return kept.Count == 0 ? new(_found, tooMuch) : new(kept, kept[^1].EventSequence);
    }

    private List<long> EndedBadly()
    {
        var places = new List<long>();
        foreach (var endpoint in Endpoints())
        {
            var row = reader.Statement(HistorySql.EndedBadly)
                .Bind(1, endpoint)
                .Bind(2, (long?)filter.State)
                .Bind(3, Before)
                .Bind(4, filter.Limit + 1);

            while (row.Read())
            {
                places.Add(row.Int64(0));
            }
        }

        return places;
    }

    /// <summary>A queue is in order of due moments, so it must be read whole: null when it is too long, and the log is walked instead.</summary>
    private List<long>? Open()
    {
        var places = new List<long>();
        var left = Budget;
        foreach (var endpoint in Endpoints())
        {
            var row = reader.Statement(HistorySql.Open).Bind(1, endpoint).Bind(2, left);
            while (row.Read())
            {
                left--;
                if (row.Int64(0) < Before)
                {
                    places.Add(row.Int64(0));
                }
            }

            if (left == 0)
            {
                return null;
            }
        }

        return places;
    }

    private List<long> Endpoints()
    {
        var row = reader.Statement(HistorySql.EndpointsOfPartner).Bind(1, filter.PartnerKey).Bind(2, filter.EndpointKey);
        var endpoints = new List<long>();
        while (row.Read())
        {
            endpoints.Add(row.Int64(0));
        }

        return endpoints;
    }
}
