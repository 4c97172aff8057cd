using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Reading;

/// <summary>How a delivery is read from its row, <c>d</c>, and its event's, <c>e</c>.</summary>
internal static class DeliveryColumns
{
    public const string All =
        """
        d.id, e.id, d.event_sequence, d.endpoint_key, e.type, d.state, d.attempts, d.due_at, d.last_outcome, d.created_at, d.changed_at
        """;

    public static DeliveryView Read(Statement row)
    {
        var inFlight = row.Int64OrNull(7) == long.MaxValue;
        return new(
            new(row.Guid(0)),
            new(row.Guid(1)),
            row.Int64(2),
            row.Int64(3),
            row.Text(4),
            (DeliveryState)row.Int32(5),
            inFlight,
            row.Int32(6),
            inFlight ? null : row.TimeOrNull(7),
            row.TextOrNull(8),
            row.Time(9),
            row.Time(10));
    }
}
