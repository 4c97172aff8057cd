using Npgsql;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Reading;

/// <summary>How a delivery is read from its row, <c>d</c>, in the table of what is open or in that of what has ended.</summary>
internal static class DeliveryColumns
{
    public const string OfOpen =
        """
        d.id, d.event_id, d.event_sequence, d.endpoint_key, d.event_type, 0 as state, d.holder is not null as in_flight, d.attempts,
            case when d.holder is null then d.due_at end as due_at, d.last_outcome, d.created_at, d.changed_at
        """;

    public const string OfEnded =
        """
        d.id, d.event_id, d.event_sequence, d.endpoint_key, d.event_type, d.state, false as in_flight, d.attempts,
            null::timestamptz as due_at, d.last_outcome, d.created_at, d.changed_at
        """;

    public static DeliveryView Read(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)),
        new(row.GetGuid(1)),
        row.GetInt64(2),
        row.GetInt64(3),
        row.GetString(4),
        (DeliveryState)row.GetInt32(5),
        row.GetBoolean(6),
        row.GetInt32(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        row.IsDBNull(9) ? null : row.GetString(9),
        row.GetFieldValue<DateTimeOffset>(10),
        row.GetFieldValue<DateTimeOffset>(11));
}
