using Npgsql;
using Posthorn.Delivery.Recording;

namespace Posthorn.Postgres.Replay;

/// <summary>An event of a job's range, and the endpoint's delivery of it, if there is one.</summary>
/// <param name="Made">How many deliveries the event has.</param>
internal sealed record JobPlace(Guid EventId, long Sequence, DateTimeOffset AcceptedAt, string Type, int Made, Guid? DeliveryId, DeliveryState? State)
{
    public static JobPlace Read(NpgsqlDataReader row) => new(
        row.GetGuid(0),
        row.GetInt64(1),
        row.GetFieldValue<DateTimeOffset>(2),
        row.GetString(3),
        row.GetInt32(4),
        row.IsDBNull(5) ? null : row.GetGuid(5),
        row.IsDBNull(6) ? null : (DeliveryState)row.GetInt32(6));
}
