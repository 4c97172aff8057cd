using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Makes deliveries due again that a person asked for.</summary>
internal static class Replaying
{
    public static ReplayOutcome Replay(Tables tables, DeliveryId id, DateTimeOffset now)
    {
        if (tables.Find(id) is not { } row)
        {
            return ReplayOutcome.NotFound;
        }

        if (row.Holder != 0)
        {
            return ReplayOutcome.InFlight;
        }

        if (tables.Endpoints[row.EndpointKey].Status == EndpointStatus.Deleted)
        {
            return ReplayOutcome.EndpointGone;
        }

        tables.Put(Due(row, now), Cause.Replayed);
        return ReplayOutcome.Due;
    }

    public static void Add(Tables tables, ReplayJob job)
    {
        var partner = tables.Endpoints[job.EndpointKey].PartnerKey;
        var last = tables.Events.Values.Where(one => one.PartnerKey == partner).Select(static one => one.Sequence).DefaultIfEmpty().Max();
        tables.Jobs[job.Id] = job with { End = Math.Min(job.End, Math.Min(last, tables.SafePlace())) };
    }

    public static ReplayJob Step(Tables tables, ReplayJobId id, int limit, DateTimeOffset now, MissedEvents missed)
    {
        var job = tables.Jobs[id];
        if (job.State == ReplayJobState.Running)
        {
            job = tables.Endpoints[job.EndpointKey].Status == EndpointStatus.Deleted
                ? job with { State = ReplayJobState.Cancelled, FinishedAt = now }
                : Advance(tables, job, limit, now, missed);
            tables.Jobs[id] = job;
        }

        return job;
    }

    public static bool Cancel(Tables tables, ReplayJobId id, DateTimeOffset now)
    {
        var running = tables.Jobs.TryGetValue(id, out var job) && job.State == ReplayJobState.Running;
        if (running)
        {
            tables.Jobs[id] = job! with { State = ReplayJobState.Cancelled, FinishedAt = now };
        }

        return running;
    }

    private static ReplayJob Advance(Tables tables, ReplayJob job, int limit, DateTimeOffset now, MissedEvents missed)
    {
        var partner = tables.Endpoints[job.EndpointKey].PartnerKey;
        var changes = new List<DeliveryRow>();
        var looked = tables.Events.Values.Where(one => one.PartnerKey == partner && one.Sequence > job.Cursor && one.Sequence <= job.End)
            .OrderBy(static one => one.Sequence).Take(limit).ToList();
        foreach (var one in looked)
        {
            job = job with { Cursor = one.Sequence, Scanned = job.Scanned + 1 };
            if (one.AcceptedAt >= job.Since && one.AcceptedAt < job.Until)
            {
                job = Take(tables, job, one, now, missed, changes);
            }
        }

        // All of it or nothing: what is asked of the process may break.
        changes.ForEach(row => tables.Put(row, Cause.Replayed));
        return looked.Count < limit ? job with { Cursor = job.End, State = ReplayJobState.Finished, FinishedAt = now } : job;
    }

    private static ReplayJob Take(Tables tables, ReplayJob job, EventRow one, DateTimeOffset now, MissedEvents missed, List<DeliveryRow> changes)
    {
        if (tables.Deliveries.FirstOrDefault(row => row.Event.Id == one.Id && row.EndpointKey == job.EndpointKey) is { } row)
        {
            if (!Asked(job.States, row.State))
            {
                return job;
            }

            changes.Add(Due(row, now));
            return job with { Replayed = job.Replayed + 1 };
        }

        if (!job.States.HasFlag(ReplayStates.Missed) || !missed.Wants(job.EndpointKey, one.Type))
        {
            return job;
        }

        if (missed.BodyHash(job.EndpointKey, one.ToView()) is not { } hash)
        {
            return job with { Skipped = job.Skipped + 1 };
        }

        changes.Add(Made(job, one, hash, Tables.Whole(now)));
        return job with { Replayed = job.Replayed + 1 };
    }

    private static DeliveryRow Made(ReplayJob job, EventRow one, long hash, DateTimeOffset now) => new(
        one, job.EndpointKey, DeliveryId.New(now), DeliveryState.Pending, Attempts: 0, Uncounted: 0, now, Holder: 0, now, hash, LastOutcome: null, now, now);

    // The schedule begins afresh; what was tried before stays counted in the history, and no more against the schedule.
    private static DeliveryRow Due(DeliveryRow row, DateTimeOffset now) => row with
    {
        State = DeliveryState.Pending,
        DueAt = Tables.Whole(now),
        Uncounted = row.Attempts,
        ScheduleStart = Tables.Whole(now),
        ChangedAt = Tables.Whole(now),
    };

    private static bool Asked(ReplayStates states, DeliveryState state) => state switch
    {
        DeliveryState.Dead => states.HasFlag(ReplayStates.Dead),
        DeliveryState.Delivered => states.HasFlag(ReplayStates.Delivered),
        DeliveryState.Cancelled => states.HasFlag(ReplayStates.Cancelled),
        _ => false,
    };
}
