using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Reading;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Replay;

/// <summary>Looks at the next events of a job's range and makes due what it asks for, together with the job's new place.</summary>
internal sealed class StepReplayJob(ReplayJobId id, int limit, DateTimeOffset now, MissedEvents missed) : WriteCommand<ReplayJob>
{
    private const string FindEndpoint = "select partner_key, status from endpoints where key = ?1";

    private const string Look =
        """
        select e.sequence, e.accepted_at, e.type, d.state
        from events e
        left join deliveries d on d.event_sequence = e.sequence and d.endpoint_key = ?2
        where e.partner_key = ?1 and e.sequence > ?3 and e.sequence <= ?4
        order by e.sequence
        limit ?5
        """;

    private const string EventAtPlace = $"select {EventColumns.All} from events e where e.sequence = ?1";

    private const string InsertMissed =
        """
        insert into deliveries (event_sequence, endpoint_key, id, state, attempts, uncounted, due_at, schedule_start, body_hash,
            created_at, changed_at)
        values (?1, ?2, ?3, 0, 0, 0, ?4, ?4, ?5, ?4, ?4)
        """;

    private const string SaveProgress =
        "update replay_jobs set state = ?2, cursor = ?3, scanned = ?4, replayed = ?5, skipped = ?6, finished_at = ?7 where id = ?1";

    protected override ReplayJob Apply(SqliteConnection connection)
    {
        var job = Load(connection);
        if (job.State != ReplayJobState.Running)
        {
            return job;
        }

        using var endpoint = connection.Prepare(FindEndpoint);
        job = endpoint.Bind(1, job.EndpointKey).Read() && endpoint.Int32(1) != (int)EndpointStatus.Deleted
            ? Advance(connection, job, endpoint.Int64(0))
            : job with { State = ReplayJobState.Cancelled, FinishedAt = now };

        Save(connection, job);
        return job;
    }

    private ReplayJob Advance(SqliteConnection connection, ReplayJob job, long partnerKey)
    {
        var places = Read(connection, job, partnerKey);
        foreach (var place in places)
        {
            job = job with { Cursor = place.Sequence, Scanned = job.Scanned + 1 };
            if (place.AcceptedAt >= job.Since && place.AcceptedAt < job.Until)
            {
                job = Replay(connection, job, place);
            }
        }

        return places.Count < limit
            ? job with { Cursor = job.End, State = ReplayJobState.Finished, FinishedAt = now }
            : job;
    }

    private ReplayJob Replay(SqliteConnection connection, ReplayJob job, Place place)
    {
        if (place.State is { } state)
        {
            return Asked(job.States, state) ? MakeDue(connection, job, place) : job;
        }

        return job.States.HasFlag(ReplayStates.Missed) && missed.Wants(job.EndpointKey, place.Type) ? Create(connection, job, place) : job;
    }

    private ReplayJob MakeDue(SqliteConnection connection, ReplayJob job, Place place)
    {
        using var makeDue = connection.Prepare(ReplaySql.MakeDue);
        _ = makeDue.Bind(1, place.Sequence).Bind(2, job.EndpointKey).Bind(3, now).Execute();
        return job with { Replayed = job.Replayed + 1 };
    }

    private ReplayJob Create(SqliteConnection connection, ReplayJob job, Place place)
    {
        using var read = connection.Prepare(EventAtPlace);
        _ = read.Bind(1, place.Sequence).Read();
        if (missed.BodyHash(job.EndpointKey, EventColumns.Read(read)) is not { } hash)
        {
            return job with { Skipped = job.Skipped + 1 };
        }

        using var insert = connection.Prepare(InsertMissed);
        _ = insert
            .Bind(1, place.Sequence)
            .Bind(2, job.EndpointKey)
            .Bind(3, DeliveryId.New(now).Value)
            .Bind(4, now)
            .Bind(5, hash)
            .Execute();
        return job with { Replayed = job.Replayed + 1 };
    }

    private static bool Asked(ReplayStates states, DeliveryState state) => state switch
    {
        DeliveryState.Dead => states.HasFlag(ReplayStates.Dead),
        DeliveryState.Delivered => states.HasFlag(ReplayStates.Delivered),
        DeliveryState.Cancelled => states.HasFlag(ReplayStates.Cancelled),
        _ => false,
    };

    private ReplayJob Load(SqliteConnection connection)
    {
        using var row = connection.Prepare(ReplaySql.JobById);
        return row.Bind(1, id.Value).Read() ? JobColumns.Read(row) : throw new InvalidOperationException($"There is no replay {id}.");
    }

    private List<Place> Read(SqliteConnection connection, ReplayJob job, long partnerKey)
    {
        using var row = connection.Prepare(Look);
        _ = row.Bind(1, partnerKey).Bind(2, job.EndpointKey).Bind(3, job.Cursor).Bind(4, job.End).Bind(5, limit);
        var places = new List<Place>();
        while (row.Read())
        {
            places.Add(new(row.Int64(0), row.Time(1), row.Text(2), row.IsNull(3) ? null : (DeliveryState)row.Int32(3)));
        }

        return places;
    }

    private static void Save(SqliteConnection connection, ReplayJob job)
    {
        using var save = connection.Prepare(SaveProgress);
        _ = save
            .Bind(1, job.Id.Value)
            .Bind(2, (long)job.State)
            .Bind(3, job.Cursor)
            .Bind(4, job.Scanned)
            .Bind(5, job.Replayed)
            .Bind(6, job.Skipped)
            .Bind(7, job.FinishedAt)
            .Execute();
    }

    private readonly record struct Place(long Sequence, DateTimeOffset AcceptedAt, string Type, DeliveryState? State);
}
