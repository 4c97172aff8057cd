using Posthorn.Delivery.Replay;

namespace Posthorn.Delivery.Storage;

/// <summary>What replays ask of a store.</summary>
internal interface IReplayStore
{
    /// <summary>Makes one delivery due now, with its schedule begun afresh. Leaves alone what a lane holds at the moment.</summary>
    ValueTask<ReplayOutcome> ReplayAsync(DeliveryId id, DateTimeOffset now);

    /// <summary>Stores a new job, its end no later than the partner's last event.</summary>
    ValueTask AddJobAsync(ReplayJob job);

    ValueTask<ReplayJob?> FindJobAsync(ReplayJobId id, CancellationToken cancellationToken);

    ValueTask<IReadOnlyList<ReplayJob>> UnfinishedJobsAsync();

    /// <summary>Goes on with a job for up to <paramref name="limit"/> events; what it does and its new place are one commit.</summary>
    ValueTask<ReplayJob> StepAsync(ReplayJobId id, int limit, DateTimeOffset now);

    ValueTask<bool> CancelJobAsync(ReplayJobId id, DateTimeOffset now);
}
