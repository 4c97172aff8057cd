namespace Posthorn.Delivery.Replay;

/// <summary>A range of an endpoint's events that is being sent again. Its place is stored with each step, so that a restart goes on there.</summary>
/// <param name="Since">Events accepted at or after this moment.</param>
/// <param name="Until">Events accepted before this moment.</param>
/// <param name="Cursor">The sequence of the last event looked at.</param>
/// <param name="End">The sequence of the last event of the range, fixed when the job was made.</param>
/// <param name="Scanned">Events looked at so far.</param>
/// <param name="Replayed">Deliveries made due so far.</param>
/// <param name="Skipped">Events that the endpoint missed and that its profile cannot express.</param>
internal sealed record ReplayJob(
    ReplayJobId Id,
    long EndpointKey,
    DateTimeOffset Since,
    DateTimeOffset Until,
    ReplayStates States,
    ReplayJobState State,
    long Cursor,
    long End,
    long Scanned,
    long Replayed,
    long Skipped,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FinishedAt)
{
    /// <summary>As the end of a new job: the last event that is stored when the job is.</summary>
    public const long LastEvent = long.MaxValue;

    /// <summary>The <c>Until</c> of a job that was given none: its end in the log bounds it alone.</summary>
    public static readonly DateTimeOffset Unbounded = DateTimeOffset.FromUnixTimeMilliseconds(253_402_300_799_999);
}
