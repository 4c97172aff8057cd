using Npgsql;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Reading;

namespace Posthorn.Postgres.Replay;

/// <summary>Replays in PostgreSQL.</summary>
internal sealed class PostgresReplays(NpgsqlDataSource source, ReplayDelivery one, StepReplayJob step) : IReplayStore
{
    public async ValueTask<ReplayOutcome> ReplayAsync(DeliveryId id, DateTimeOffset now) => await StoreFailure.TranslatedAsync(() => one.RunAsync(id, now));

    public async ValueTask AddJobAsync(ReplayJob job) => _ = await WriteAsync(JobRows.ToInsert(job));

    public async ValueTask<ReplayJob?> FindJobAsync(ReplayJobId id, CancellationToken cancellationToken) =>
        (await new Question<ReplayJob>(JobRows.ById, JobRows.Read).With(id.Value).AskAsync(source, cancellationToken)).SingleOrDefault();

    public async ValueTask<IReadOnlyList<ReplayJob>> UnfinishedJobsAsync() =>
        await new Question<ReplayJob>(JobRows.Unfinished, JobRows.Read).AskAsync(source, CancellationToken.None);

    public async ValueTask<ReplayJob> StepAsync(ReplayJobId id, int limit, DateTimeOffset now) => await StoreFailure.TranslatedAsync(() => step.RunAsync(id, limit, now));

    public async ValueTask<bool> CancelJobAsync(ReplayJobId id, DateTimeOffset now) =>
        await WriteAsync(new(JobRows.Cancel) { Parameters = { new() { Value = id.Value }, JobRows.Moment(now) } }) == 1;

    private async ValueTask<int> WriteAsync(NpgsqlBatchCommand command) => await StoreFailure.TranslatedAsync(async () =>
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(command);
        return await batch.ExecuteNonQueryAsync();
    });
}
