using NpgsqlTypes;
using Posthorn.Delivery.Intake;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>The deliveries of a batch's events, as parameters of the statement that inserts them.</summary>
internal sealed class DeliveryValues(ArrayStatement into)
{
    private readonly List<Guid> _ids = into.Column<Guid>(NpgsqlDbType.Uuid);
    private readonly List<int> _places = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<long> _partners = into.Column<long>(NpgsqlDbType.Bigint);
    private readonly List<long> _endpoints = into.Column<long>(NpgsqlDbType.Bigint);
    private readonly List<Guid> _events = into.Column<Guid>(NpgsqlDbType.Uuid);
    private readonly List<string> _types = into.Column<string>(NpgsqlDbType.Text);
    private readonly List<DateTime> _occurred = into.Column<DateTime>(NpgsqlDbType.TimestampTz);
    private readonly List<DateTime> _accepted = into.Column<DateTime>(NpgsqlDbType.TimestampTz);
    private readonly List<long> _hashes = into.Column<long>(NpgsqlDbType.Bigint);
    private readonly List<bool> _claimed = into.Column<bool>(NpgsqlDbType.Boolean);
    private readonly List<DateTime> _due = into.Column<DateTime>(NpgsqlDbType.TimestampTz);

    public int Count => _ids.Count;

    public void Add(int place, EventToStore item, DeliveryToStore delivery)
    {
        _ids.Add(delivery.Id.Value);
        _places.Add(place);
        _partners.Add(item.Partner.Key);
        _endpoints.Add(delivery.Endpoint.Key);
        _events.Add(item.Id.Value);
        _types.Add(item.Type);
        _occurred.Add(item.OccurredAt.UtcDateTime);
        _accepted.Add(item.AcceptedAt.UtcDateTime);
        _hashes.Add(delivery.BodyHash);
        _claimed.Add(delivery.Claimed);
        _due.Add((delivery.DueAt ?? item.AcceptedAt).UtcDateTime);
    }
}
