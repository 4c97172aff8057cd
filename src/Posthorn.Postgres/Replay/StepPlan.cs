using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Replay;

/// <summary>What one step of a job makes due: deliveries that have ended, and new ones of events that the endpoint missed.</summary>
internal sealed class StepPlan(ReplayJob job, DateTimeOffset now)
{
    private readonly HashSet<Guid> _events = [];
    private readonly List<Guid> _again = [];
    private readonly List<(JobPlace Place, long BodyHash)> _missed = [];

    public void Reopen(JobPlace place)
    {
        _ = _events.Add(place.EventId);
        _again.Add(place.DeliveryId!.Value);
    }

    public void Create(JobPlace place, long bodyHash)
    {
        _ = _events.Add(place.EventId);
        _missed.Add((place, bodyHash));
    }

    /// <summary>Does it, in the transaction of the step.</summary>
    /// <returns>How many are due now. Another job may have been quicker with some, and retention with others.</returns>
    public async Task<int> RunAsync(NpgsqlConnection connection)
    {
        if (_events.Count == 0)
        {
            return 0;
        }

        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new(Plans.ByIndex), new(ReplaySql.ForTheseValues), LockEvents(), ToReopen(), ToCreate() },
        };
        await using var row = await batch.ExecuteReaderAsync();
        _ = await row.NextResultAsync() && await row.NextResultAsync();
        var due = 0;
        while (await row.NextResultAsync())
        {
            while (await row.ReadAsync())
            {
                due++;
            }
        }

        return due;
    }

    private NpgsqlBatchCommand LockEvents()
    {
        var statement = new ArrayStatement(ReplaySql.LockEvents);
        statement.Column<Guid>(NpgsqlDbType.Uuid).AddRange(_events);
        return statement.ToCommand();
    }

    private NpgsqlBatchCommand ToReopen()
    {
        var statement = new ArrayStatement(ReplaySql.Reopen);
        statement.Column<Guid>(NpgsqlDbType.Uuid).AddRange(_again);
        statement.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = now.UtcDateTime;
        statement.Value<int>(NpgsqlDbType.Integer).Value = States();
        statement.Column<Guid>(NpgsqlDbType.Uuid).AddRange(_events);
        return statement.ToCommand();
    }

    private NpgsqlBatchCommand ToCreate()
    {
        var statement = new ArrayStatement(ReplaySql.Create);
        statement.Column<Guid>(NpgsqlDbType.Uuid).AddRange(_missed.Select(static one => one.Place.EventId));
        statement.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = now.UtcDateTime;
        statement.Column<Guid>(NpgsqlDbType.Uuid).AddRange(_missed.Select(_ => DeliveryId.New(now).Value));
        statement.Column<int>(NpgsqlDbType.Integer).AddRange(_missed.Select(static one => one.Place.Made));
        statement.Column<long>(NpgsqlDbType.Bigint).AddRange(_missed.Select(static one => one.BodyHash));
        statement.Value<long>(NpgsqlDbType.Bigint).Value = job.EndpointKey;
        return statement.ToCommand();
    }

    private int States() =>
        Bit(ReplayStates.Dead, DeliveryState.Dead) | Bit(ReplayStates.Delivered, DeliveryState.Delivered) | Bit(ReplayStates.Cancelled, DeliveryState.Cancelled);

    private int Bit(ReplayStates asked, DeliveryState state) => job.States.HasFlag(asked) ? 1 << (int)state : 0;
}
