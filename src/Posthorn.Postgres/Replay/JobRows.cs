using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Replay;

namespace Posthorn.Postgres.Replay;

/// <summary>How a replay job lies in its row.</summary>
internal static class JobRows
{
    public const string ById = $"select {All} from replay_jobs where id = $1";

    public const string Unfinished = $"select {All} from replay_jobs where state = 0 order by created_at";

    /// <summary>For one node at a time: where another has it, there is no row.</summary>
    public const string Take =
        $"select {All} from replay_jobs where id = $1 for update skip locked";

    // What is stored after this has a place behind the last one that was given out.
    public const string Insert =
        $"""
        insert into replay_jobs ({All})
        values ($1, $2, $3, $4, $5, $6, $7, least($8, (select case when is_called then last_value else 0 end from event_places)), $9, $10, $11, $12, $13)
        """;

    public const string Save =
        "update replay_jobs set state = $2, cursor = $3, scanned = $4, replayed = $5, skipped = $6, finished_at = $7 where id = $1";

    public const string Cancel = "update replay_jobs set state = 2, finished_at = $2 where id = $1 and state = 0";

    private const string All = "id, endpoint_key, since, until, states, state, cursor, last, scanned, replayed, skipped, created_at, finished_at";

    public static ReplayJob Read(NpgsqlDataReader row) => new(
        Id: new(row.GetGuid(0)),
        EndpointKey: row.GetInt64(1),
        Since: row.GetFieldValue<DateTimeOffset>(2),
        Until: row.GetFieldValue<DateTimeOffset>(3),
        States: (ReplayStates)row.GetInt32(4),
        State: (ReplayJobState)row.GetInt32(5),
        Cursor: row.GetInt64(6),
        End: row.GetInt64(7),
        Scanned: row.GetInt64(8),
        Replayed: row.GetInt64(9),
        Skipped: row.GetInt64(10),
        CreatedAt: row.GetFieldValue<DateTimeOffset>(11),
        FinishedAt: row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12));

    public static NpgsqlBatchCommand ToInsert(ReplayJob job) => new(Insert)
    {
        Parameters =
        {
            new() { Value = job.Id.Value },
            new() { Value = job.EndpointKey },
            Moment(job.Since),
            Moment(job.Until),
            new() { Value = (int)job.States },
            new() { Value = (int)job.State },
            new() { Value = job.Cursor },
            new() { Value = job.End },
            new() { Value = job.Scanned },
            new() { Value = job.Replayed },
            new() { Value = job.Skipped },
            Moment(job.CreatedAt),
            Moment(job.FinishedAt),
        },
    };

    public static NpgsqlBatchCommand ToSave(ReplayJob job) => new(Save)
    {
        Parameters =
        {
            new() { Value = job.Id.Value },
            new() { Value = (int)job.State },
            new() { Value = job.Cursor },
            new() { Value = job.Scanned },
            new() { Value = job.Replayed },
            new() { Value = job.Skipped },
            Moment(job.FinishedAt),
        },
    };

    public static NpgsqlParameter Moment(DateTimeOffset? moment) =>
        new() { Value = moment is { } known ? known.UtcDateTime : DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
