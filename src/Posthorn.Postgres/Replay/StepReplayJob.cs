using System.Data;
using Npgsql;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Postgres.Reading;
using Posthorn.Postgres.Writing.Appending;

namespace Posthorn.Postgres.Replay;

/// <summary>Looks at the next events of a job's range and makes due what it asks for, together with the job's new place: all in one transaction.</summary>
/// <param name="hint">Told for which endpoints something lies due now.</param>
internal sealed class StepReplayJob(NpgsqlDataSource source, MissedEvents missed, Action<IReadOnlyCollection<long>> hint, TimeProvider clock)
{
    /// <summary>Where nothing could be done, whoever drives the job asks again at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task<ReplayJob> RunAsync(ReplayJobId id, int limit, DateTimeOffset now)
    {
        var (before, after) = await StepAsync(id, limit, now);
        if (after.Replayed > before.Replayed)
        {
            hint([after.EndpointKey]);
        }

        if (after == before && after.State == ReplayJobState.Running)
        {
            await Task.Delay(Pause, clock);
        }

        return after;
    }

    private async Task<(ReplayJob Before, ReplayJob After)> StepAsync(ReplayJobId id, int limit, DateTimeOffset now)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        if (await FindAsync(connection, JobRows.Take, id) is not { } job)
        {
            // Another node has it, or there is none.
            job = await FindAsync(connection, JobRows.ById, id) ?? throw new InvalidOperationException($"There is no replay {id}.");
            return (job, job);
        }

        if (job.State != ReplayJobState.Running)
        {
            return (job, job);
        }

        var after = await PartnerAsync(connection, job.EndpointKey) is { } partnerKey
            ? await AdvanceAsync(connection, job, partnerKey, limit, now)
            : job with { State = ReplayJobState.Cancelled, FinishedAt = now };
        await using var save = new NpgsqlBatch(connection) { BatchCommands = { JobRows.ToSave(after) } };
        _ = await save.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
        return (job, after);
    }

    private async Task<ReplayJob> AdvanceAsync(NpgsqlConnection connection, ReplayJob job, long partnerKey, int limit, DateTimeOffset now)
    {
        // An event with a lower place may still be on its way into the log: the job waits for it, or would never send it.
        var end = Math.Min(job.End, await FeedFloor.ReadAsync(connection, CancellationToken.None));
        var places = await new Question<JobPlace>(ReplaySql.Look, JobPlace.Read)
            .With(partnerKey).With(job.Cursor).With(end).With(limit).With(job.EndpointKey)
            .AskAsync(connection, CancellationToken.None);

        var plan = new StepPlan(job, now);
        var skipped = await PlanAsync(connection, job, places, plan);
        var due = await plan.RunAsync(connection);
        var over = places.Count < limit && end == job.End;
        return job with
        {
            Cursor = over ? job.End : places is [.., var last] ? last.Sequence : job.Cursor,
            Scanned = job.Scanned + places.Count,
            Replayed = job.Replayed + due,
            Skipped = job.Skipped + skipped,
            State = over ? ReplayJobState.Finished : ReplayJobState.Running,
            FinishedAt = over ? now : null,
        };
    }

    /// <returns>How many that the endpoint missed cannot be expressed.</returns>
    private async Task<int> PlanAsync(NpgsqlConnection connection, ReplayJob job, List<JobPlace> places, StepPlan plan)
    {
        var wanted = new Dictionary<Guid, JobPlace>();
        foreach (var place in places.Where(place => place.AcceptedAt >= job.Since && place.AcceptedAt < job.Until))
        {
            if (place.State is { } state)
            {
                if (Asked(job.States, state))
                {
                    plan.Reopen(place);
                }
            }
            else if (job.States.HasFlag(ReplayStates.Missed) && missed.Wants(job.EndpointKey, place.Type))
            {
                wanted[place.EventId] = place;
            }
        }

        return wanted.Count == 0 ? 0 : await RenderAsync(connection, job, wanted, plan);
    }

    // One after the other: the data of many events at once may be much.
    private async Task<int> RenderAsync(NpgsqlConnection connection, ReplayJob job, Dictionary<Guid, JobPlace> wanted, StepPlan plan)
    {
        var skipped = 0;
        _ = await new Question<bool>(ReplaySql.EventsByIds, row =>
        {
            var hash = missed.BodyHash(job.EndpointKey, EventColumns.Read(row));
            skipped += hash is null ? 1 : 0;
            if (hash is { } known)
            {
                plan.Create(wanted[row.GetGuid(0)], known);
            }

            return true;
        }).With([.. wanted.Keys]).AskAsync(connection, CancellationToken.None);
        return skipped;
    }

    private static async Task<ReplayJob?> FindAsync(NpgsqlConnection connection, string sql, ReplayJobId id) =>
        (await new Question<ReplayJob>(sql, JobRows.Read).With(id.Value).AskAsync(connection, CancellationToken.None)).SingleOrDefault();

    /// <returns>Null where the endpoint was deleted.</returns>
    private static async Task<long?> PartnerAsync(NpgsqlConnection connection, long endpointKey)
    {
        var found = await new Question<(long PartnerKey, EndpointStatus Status)>(ReplaySql.FindEndpoint, static row => (row.GetInt64(0), (EndpointStatus)row.GetInt32(1)))
            .With(endpointKey)
            .AskAsync(connection, CancellationToken.None);
        return found is [{ Status: not EndpointStatus.Deleted } endpoint] ? endpoint.PartnerKey : null;
    }

    private static bool Asked(ReplayStates states, DeliveryState state) => state switch
    {
        DeliveryState.Dead => states.HasFlag(ReplayStates.Dead),
        DeliveryState.Delivered => states.HasFlag(ReplayStates.Delivered),
        DeliveryState.Cancelled => states.HasFlag(ReplayStates.Cancelled),
        _ => false,
    };
}
