namespace Posthorn.Sqlite.Replay;

/// <summary>The statements that replays share.</summary>
internal static class ReplaySql
{
    /// <summary>The schedule begins afresh; what was tried before stays counted in the history, and no more against the schedule.</summary>
    public const string MakeDue =
        """
        update deliveries
        set state = 0, due_at = ?3, uncounted = attempts, schedule_start = ?3, changed_at = ?3
        where event_sequence = ?1 and endpoint_key = ?2
        """;

    public const string JobById = $"select {JobColumns.All} from replay_jobs where id = ?1";

    public const string UnfinishedJobs = $"select {JobColumns.All} from replay_jobs where state = 0 order by created_at";
}
