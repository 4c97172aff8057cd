using Posthorn.Delivery.Replay;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Replay;

/// <summary>How a replay job lies in its row.</summary>
internal static class JobColumns
{
    public const string All =
        "id, endpoint_key, since, until, states, state, cursor, end, scanned, replayed, skipped, created_at, finished_at";

    public static ReplayJob Read(Statement row) => new(
        Id: new(row.Guid(0)),
        EndpointKey: row.Int64(1),
        Since: row.Time(2),
        Until: row.Time(3),
        States: (ReplayStates)row.Int32(4),
        State: (ReplayJobState)row.Int32(5),
        Cursor: row.Int64(6),
        End: row.Int64(7),
        Scanned: row.Int64(8),
        Replayed: row.Int64(9),
        Skipped: row.Int64(10),
        CreatedAt: row.Time(11),
        FinishedAt: row.TimeOrNull(12));
}
