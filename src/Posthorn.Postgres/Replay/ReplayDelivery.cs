using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Replay;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Replay;

/// <summary>Makes one delivery due now, wherever it is.</summary>
/// <param name="hint">Told for which endpoints something lies due now.</param>
internal sealed class ReplayDelivery(NpgsqlDataSource source, Action<IReadOnlyCollection<long>> hint)
{
    /// <summary>Every state there is.</summary>
    private const int AnyState = -1;

    public async Task<ReplayOutcome> RunAsync(DeliveryId id, DateTimeOffset now)
    {
        await using var connection = await source.OpenConnectionAsync();

        // Between finding it and changing it, it may be claimed, or end. Each time round something has happened to it, so it is not for ever.
        while (true)
        {
            var (outcome, eventId) = await FindAsync(connection, id);
            if (outcome != ReplayOutcome.Due)
            {
                return outcome;
            }

            if (await MakeDueAsync(connection, id, eventId, now) is { } endpointKey)
            {
                hint([endpointKey]);
                return ReplayOutcome.Due;
            }
        }
    }

    private static async Task<(ReplayOutcome Outcome, Guid EventId)> FindAsync(NpgsqlConnection connection, DeliveryId id)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new(Plans.ByIndex), new(ReplaySql.Find) { Parameters = { new() { Value = id.Value } } } },
        };
        await using var row = await batch.ExecuteReaderAsync();
        _ = await row.NextResultAsync();
        return await row.ReadAsync()
            ? (row.GetBoolean(1) ? ReplayOutcome.InFlight : row.GetInt32(2) == (int)EndpointStatus.Deleted ? ReplayOutcome.EndpointGone : ReplayOutcome.Due, row.GetGuid(0))
            : (ReplayOutcome.NotFound, default);
    }

    private static async Task<long?> MakeDueAsync(NpgsqlConnection connection, DeliveryId id, Guid eventId, DateTimeOffset now)
    {
        var (lockEvent, makeDue, reopen) = (new ArrayStatement(ReplaySql.LockEvents), new ArrayStatement(ReplaySql.MakeDue), new ArrayStatement(ReplaySql.Reopen));
        lockEvent.Column<Guid>(NpgsqlDbType.Uuid).Add(eventId);
        makeDue.Value<Guid>(NpgsqlDbType.Uuid).Value = id.Value;
        makeDue.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = now.UtcDateTime;
        reopen.Column<Guid>(NpgsqlDbType.Uuid).Add(id.Value);
        reopen.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = now.UtcDateTime;
        reopen.Value<int>(NpgsqlDbType.Integer).Value = AnyState;
        reopen.Column<Guid>(NpgsqlDbType.Uuid).Add(eventId);

        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands = { new(Plans.ByIndex), new(ReplaySql.ForTheseValues), lockEvent.ToCommand(), makeDue.ToCommand(), reopen.ToCommand() },
        };
        await using var row = await batch.ExecuteReaderAsync();
        _ = await row.NextResultAsync() && await row.NextResultAsync();
        long? endpointKey = null;
        while (await row.NextResultAsync())
        {
            endpointKey = await row.ReadAsync() ? row.GetInt64(0) : endpointKey;
        }

        return endpointKey;
    }
}
