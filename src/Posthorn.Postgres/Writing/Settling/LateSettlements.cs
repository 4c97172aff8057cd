using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Scheduling;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Settling;

/// <summary>Settlements of claims that were no longer held: the attempt is kept, a failure changes nothing, and a success delivers what has not ended.</summary>
internal static class LateSettlements
{
    public static async Task WriteAsync(NpgsqlConnection connection, IReadOnlyList<SettleCommand> late)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Plans.ByIndex) } };
        if (Delivered(late) is { } delivered)
        {
            batch.BatchCommands.Add(delivered);
        }

        batch.BatchCommands.Add(Tried(late));
        _ = await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand? Delivered(IReadOnlyList<SettleCommand> late)
    {
        var statement = new ArrayStatement(SettleSql.DeliverLate);
        var ids = statement.Column<Guid>(NpgsqlDbType.Uuid);
        var outcomes = statement.Column<string?>(NpgsqlDbType.Text);
        var at = statement.Column<DateTime>(NpgsqlDbType.TimestampTz);
        foreach (var command in late.Where(static command => command.Settlement.Next is NextStep.Delivered))
        {
            ids.Add(command.Settlement.Delivery.Id.Value);
            outcomes.Add(command.LastOutcome);
            at.Add(command.Settlement.At.UtcDateTime);
        }

        return ids.Count > 0 ? statement.ToCommand() : null;
    }

    private static NpgsqlBatchCommand Tried(IReadOnlyList<SettleCommand> late)
    {
        var statement = new ArrayStatement(SettleSql.TriedLate);
        var ids = statement.Column<Guid>(NpgsqlDbType.Uuid);
        var endpoints = statement.Column<long>(NpgsqlDbType.Bigint);
        var numbers = statement.Column<int>(NpgsqlDbType.Integer);
        var attempts = new AttemptValues(statement);
        foreach (var command in late)
        {
            ids.Add(command.Settlement.Delivery.Id.Value);
            endpoints.Add(command.Settlement.Delivery.EndpointKey);
            numbers.Add(command.Settlement.Delivery.Attempt);
            attempts.Add(command.Settlement.Attempt!);
        }

        return statement.ToCommand();
    }
}
