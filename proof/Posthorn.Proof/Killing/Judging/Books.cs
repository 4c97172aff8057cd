using System.Globalization;
using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Killing.Judging;

/// <summary>The journals brought together: per event and endpoint some fifty bytes, so that millions fit into memory.</summary>
internal sealed class Books
{
    private readonly Ground _ground;
    private readonly GroundEndpoint[] _endpoints;
    private EventEntry[] _events = new EventEntry[1024];
    private CopyEntry[] _copies = new CopyEntry[1024 * Ground.MostSlots];

    private Books(Ground ground) => (_ground, _endpoints) = (ground, [.. ground.Endpoints]);

    public Ground Ground => _ground;

    /// <summary>One more than the highest number that was tried.</summary>
    public int Count { get; private set; }

    public long Acknowledged { get; private set; }

    public long Recovered { get; private set; }

    public long Arrivals { get; private set; }

    /// <summary>What arrived and was never published, or under another id than was acknowledged.</summary>
    public Finding Invented { get; } = new();

    /// <summary>Copies whose body is not that of the first, or not what was published.</summary>
    public Finding Altered { get; } = new();

    public Finding Unsigned { get; } = new();

    /// <summary>Acknowledged without naming all the partner's endpoints, or acknowledged in two ways.</summary>
    public Finding Misreceipted { get; } = new();

    public static Books Read(Ground ground, JournalFiles files)
    {
        var books = new Books(ground);
        foreach (var line in File.ReadLines(files.Published))
        {
            if (line[0] == TriedLine.Letter)
            {
                books.Take(TriedLine.Parse(line));
            }
            else
            {
                books.Take(AcknowledgedLine.Parse(line));
            }
        }

        foreach (var line in File.ReadLines(files.Arrived))
        {
            books.Take(ArrivalLine.Parse(line));
        }

        return books;
    }

    public ref readonly EventEntry Event(int number) => ref _events[number];

    public ref readonly CopyEntry Copy(int number, int slot) => ref _copies[(number * Ground.MostSlots) + slot];

    /// <summary>All deliveries that were acknowledged, by event and endpoint.</summary>
    public IEnumerable<(int Number, GroundEndpoint Endpoint)> Promised()
    {
        for (var number = 0; number < Count; number++)
        {
            if (_events[number].AcknowledgedAt == 0)
            {
                continue;
            }

            foreach (var endpoint in _ground.PartnerOf(number).Endpoints)
            {
                yield return (number, endpoint);
            }
        }
    }

    private static string Name(int number, int endpoint) => string.Create(CultureInfo.InvariantCulture, $"event {number} at endpoint {endpoint}");

    private void Take(TriedLine line)
    {
        if (line.Number >= _events.Length)
        {
            Array.Resize(ref _events, Math.Max(line.Number + 1, _events.Length * 2));
            Array.Resize(ref _copies, _events.Length * Ground.MostSlots);
        }

        _events[line.Number].Tried = true;
        Count = Math.Max(Count, line.Number + 1);
    }

    private void Take(AcknowledgedLine line)
    {
        ref var entry = ref _events[line.Number];
        var wanted = _ground.PartnerOf(line.Number).Endpoints;
        if (entry.AcknowledgedAt != 0
            || !EventId.TryParse(line.EventId, out var id)
            || !line.Deliveries.Select(static one => one.Endpoint).Order().SequenceEqual(wanted.Select(static one => one.Index)))
        {
            Misreceipted.Add(string.Create(CultureInfo.InvariantCulture, $"event {line.Number}, {line.EventId}"));
            return;
        }

        Acknowledged++;
        entry.AcknowledgedAt = line.At;
        entry.Id = id.Value;
        entry.Recovered = line.Replayed && line.Unsure > 0;
        Recovered += entry.Recovered ? 1 : 0;
        foreach (var (text, endpoint) in line.Deliveries)
        {
            _ = DeliveryId.TryParse(text, out var delivery);
            At(line.Number, _endpoints[endpoint].Slot).Delivery = delivery.Value;
        }
    }

    private void Take(ArrivalLine line)
    {
        Arrivals++;
        if (!IsPublished(line))
        {
            Invented.Add($"{Name(line.Number, line.Endpoint)}, {line.EventId}");
            return;
        }

        if (!line.Signed)
        {
            Unsigned.Add(Name(line.Number, line.Endpoint));
        }

        ref var copy = ref At(line.Number, _endpoints[line.Endpoint].Slot);
        if (!line.Intact || (copy.Copies > 0 && copy.Hash != line.Hash))
        {
            Altered.Add(Name(line.Number, line.Endpoint));
        }

        if (copy.Copies++ == 0)
        {
            copy.Hash = line.Hash;
            copy.FirstAt = line.At;
        }
    }

    private bool IsPublished(ArrivalLine line)
    {
        if (line.Number < 0 || line.Number >= Count || line.Endpoint >= _endpoints.Length || !_events[line.Number].Tried
            || !_ground.PartnerOf(line.Number).Endpoints.Any(endpoint => endpoint.Index == line.Endpoint))
        {
            return false;
        }

        // Of the same key there must never be a second event.
        return _events[line.Number].AcknowledgedAt == 0
            || !_endpoints[line.Endpoint].NamesEvents
            || (EventId.TryParse(line.EventId, out var id) && id.Value == _events[line.Number].Id);
    }

    private ref CopyEntry At(int number, int slot) => ref _copies[(number * Ground.MostSlots) + slot];
}
