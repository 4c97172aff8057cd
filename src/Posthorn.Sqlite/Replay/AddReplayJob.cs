using Posthorn.Delivery.Replay;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Replay;

internal sealed class AddReplayJob(ReplayJob job) : WriteCommand<bool>
{
    private const string Insert =
        $"""
        insert into replay_jobs ({JobColumns.All})
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7,
            min(?8, coalesce((select max(sequence) from events where partner_key = (select partner_key from endpoints where key = ?2)), 0)),
            ?9, ?10, ?11, ?12, ?13)
        """;

    protected override bool Apply(SqliteConnection connection)
    {
        using var insert = connection.Prepare(Insert);
        return insert
            .Bind(1, job.Id.Value)
            .Bind(2, job.EndpointKey)
            .Bind(3, job.Since)
            .Bind(4, job.Until)
            .Bind(5, (long)job.States)
            .Bind(6, (long)job.State)
            .Bind(7, job.Cursor)
            .Bind(8, job.End)
            .Bind(9, job.Scanned)
            .Bind(10, job.Replayed)
            .Bind(11, job.Skipped)
            .Bind(12, job.CreatedAt)
            .Bind(13, job.FinishedAt)
            .Execute() == 1;
    }
}
