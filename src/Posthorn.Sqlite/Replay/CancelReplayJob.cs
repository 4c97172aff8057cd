using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Replay;

internal sealed class CancelReplayJob(ReplayJobId id, DateTimeOffset now) : WriteCommand<bool>
{
    protected override bool Apply(SqliteConnection connection)
    {
        using var cancel = connection.Prepare("update replay_jobs set state = 2, finished_at = ?2 where id = ?1 and state = 0");
        return cancel.Bind(1, id.Value).Bind(2, now).Execute() == 1;
    }
}
