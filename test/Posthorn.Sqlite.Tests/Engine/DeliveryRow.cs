using Posthorn.Delivery.Recording;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>A delivery as it lies in the store.</summary>
/// <param name="DueAt">In milliseconds; null when it has ended, the greatest number when a lane holds it.</param>
internal sealed record DeliveryRow(
    string EventId, long Sequence, long EndpointKey, DeliveryId Id, DeliveryState State, int Attempts, int Uncounted, long? DueAt, string? LastOutcome)
{
    public const string Select =
        """
        select e.id, d.event_sequence, d.endpoint_key, d.id, d.state, d.attempts, d.uncounted, d.due_at, d.last_outcome
        from deliveries d join events e on e.sequence = d.event_sequence
        order by d.event_sequence, d.endpoint_key
        """;

    public bool IsHeld => DueAt == long.MaxValue;

    public bool Waits => DueAt is { } due && due != long.MaxValue;

    public static DeliveryRow Read(Statement row) => new(
        new EventId(row.Guid(0)).ToString(), row.Int64(1), row.Int64(2), new(row.Guid(3)), (DeliveryState)row.Int32(4),
        row.Int32(5), row.Int32(6), row.Int64OrNull(7), row.TextOrNull(8));
}
