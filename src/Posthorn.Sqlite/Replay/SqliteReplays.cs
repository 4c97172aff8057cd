using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Replay;

/// <summary>Replays in the embedded store.</summary>
internal sealed class SqliteReplays(SqliteWriter writer, ReaderPool readers, MissedEvents missed) : IReplayStore
{
    public async ValueTask<ReplayOutcome> ReplayAsync(DeliveryId id, DateTimeOffset now) => await writer.RunAsync(new ReplayDelivery(id, now));

    public async ValueTask AddJobAsync(ReplayJob job) => await writer.RunAsync(new AddReplayJob(job));

    public async ValueTask<ReplayJob?> FindJobAsync(ReplayJobId id, CancellationToken cancellationToken)
    {
        using var reader = await readers.RentAsync(cancellationToken);
        var row = reader.Statement(ReplaySql.JobById).Bind(1, id.Value);
        return row.Read() ? JobColumns.Read(row) : null;
    }

    public async ValueTask<IReadOnlyList<ReplayJob>> UnfinishedJobsAsync()
    {
        using var reader = await readers.RentAsync(CancellationToken.None);
        var row = reader.Statement(ReplaySql.UnfinishedJobs);
        var jobs = new List<ReplayJob>();
        while (row.Read())
        {
            jobs.Add(JobColumns.Read(row));
        }

        return jobs;
    }

    public async ValueTask<ReplayJob> StepAsync(ReplayJobId id, int limit, DateTimeOffset now) =>
        await writer.RunAsync(new StepReplayJob(id, limit, now, missed));

    public async ValueTask<bool> CancelJobAsync(ReplayJobId id, DateTimeOffset now) => await writer.RunAsync(new CancelReplayJob(id, now));
}
