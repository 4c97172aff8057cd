using Npgsql;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Reading;

/// <summary>How an event is read from its row, <c>e</c>.</summary>
internal static class EventColumns
{
    public const string All = "e.id, e.sequence, e.partner_key, e.type, e.subject, e.data, e.occurred_at, e.accepted_at";

    public static EventView Read(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)),
        row.GetInt64(1),
        row.GetInt64(2),
        row.GetString(3),
        row.IsDBNull(4) ? null : row.GetString(4),
        row.GetFieldValue<byte[]>(5),
        row.GetFieldValue<DateTimeOffset>(6),
        row.GetFieldValue<DateTimeOffset>(7));
}
