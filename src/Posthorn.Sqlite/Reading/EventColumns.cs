using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Reading;

/// <summary>How an event is read from its row, <c>e</c>.</summary>
internal static class EventColumns
{
    public const string All = "e.id, e.sequence, e.partner_key, e.type, e.subject, e.data, e.occurred_at, e.accepted_at";

    public static EventView Read(Statement row) => new(
        new(row.Guid(0)), row.Int64(1), row.Int64(2), row.Text(3), row.TextOrNull(4), row.Bytes(5), row.Time(6), row.Time(7));
}
