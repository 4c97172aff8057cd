using Posthorn.Api.Replays;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Replay;

namespace Posthorn.Server.Replays;

/// <summary>Replays in the words of the API.</summary>
internal static class ReplayWords
{
    private static readonly (ReplayState Word, ReplayStates Stored)[] States =
    [
        (ReplayState.Dead, ReplayStates.Dead),
        (ReplayState.Delivered, ReplayStates.Delivered),
        (ReplayState.Cancelled, ReplayStates.Cancelled),
        (ReplayState.Missed, ReplayStates.Missed),
    ];

    public static ReplayStates ToStored(ReplayState word) => Array.Find(States, one => one.Word == word).Stored;

    public static ReplayInfo Describe(ReplayJob job, Endpoint endpoint) => new()
    {
        Id = job.Id.ToString(),
        EndpointId = endpoint.Id.ToString(),
        Since = job.Since,
        Until = job.Until,
        States = [.. States.Where(one => job.States.HasFlag(one.Stored)).Select(static one => one.Word)],
        State = job.State switch
        {
            ReplayJobState.Finished => ReplayJobStatus.Finished,
            ReplayJobState.Cancelled => ReplayJobStatus.Cancelled,
            _ => ReplayJobStatus.Running,
        },
        Progress = job.State == ReplayJobState.Finished ? 1 : Math.Min(1, (double)job.Cursor / Math.Max(1, job.End)),
        Scanned = job.Scanned,
        Replayed = job.Replayed,
        CreatedAt = job.CreatedAt,
        FinishedAt = job.FinishedAt,
    };
}
