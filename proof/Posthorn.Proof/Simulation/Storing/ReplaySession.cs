using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>The replays of the store as one process sees them.</summary>
internal sealed class ReplaySession(Tables tables, StoreLink link) : IReplayStore
{
    public ValueTask<ReplayOutcome> ReplayAsync(DeliveryId id, DateTimeOffset now) => link.CallAsync(StoreCall.Replay, () => Replaying.Replay(tables, id, now));

    public async ValueTask AddJobAsync(ReplayJob job) => _ = await link.CallAsync(StoreCall.Replay, () =>
    {
        Replaying.Add(tables, job);
        return true;
    });

    public ValueTask<ReplayJob?> FindJobAsync(ReplayJobId id, CancellationToken cancellationToken) =>
        link.CallAsync(StoreCall.Replay, () => tables.Jobs.GetValueOrDefault(id));

    public ValueTask<IReadOnlyList<ReplayJob>> UnfinishedJobsAsync() => link.CallAsync<IReadOnlyList<ReplayJob>>(StoreCall.Replay, () =>
        [.. tables.Jobs.Values.Where(static job => job.State == ReplayJobState.Running).OrderBy(static job => job.CreatedAt)]);

    public ValueTask<ReplayJob> StepAsync(ReplayJobId id, int limit, DateTimeOffset now) =>
        link.CallAsync(StoreCall.Replay, () => Replaying.Step(tables, id, limit, now));

    public ValueTask<bool> CancelJobAsync(ReplayJobId id, DateTimeOffset now) => link.CallAsync(StoreCall.Replay, () => Replaying.Cancel(tables, id, now));
}
