using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Intake;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>What came with the same keys before. Asked after the commit of those that were new, so it is on disk, whoever stored it.</summary>
internal static class FormerEvents
{
    /// <returns>For each of the events what its key made; null where the key stands for nothing any more and is free.</returns>
    public static async Task<Appended?[]> FindAsync(NpgsqlConnection connection, IReadOnlyList<EventToStore> items)
    {
        var (forget, find) = (new ArrayStatement(AppendSql.ForgetKeys), new ArrayStatement(AppendSql.Former));
        var partners = forget.Column<long>(NpgsqlDbType.Bigint);
        var keys = forget.Column<string>(NpgsqlDbType.Text);
        find.Column<int>(NpgsqlDbType.Integer).AddRange(Enumerable.Range(0, items.Count));
        _ = find.Share(partners, NpgsqlDbType.Bigint);
        _ = find.Share(keys, NpgsqlDbType.Text);
        find.Column<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea).AddRange(items.Select(static item => item.Fingerprint));
        partners.AddRange(items.Select(static item => item.Partner.Key));
        keys.AddRange(items.Select(static item => item.IdempotencyKey!));

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Plans.ByIndex), forget.ToCommand(), find.ToCommand() } };
        await using var reader = await batch.ExecuteReaderAsync();
        _ = await reader.NextResultAsync();
        var former = new Appended?[items.Count];
        while (await reader.ReadAsync())
        {
            Take(reader, former);
        }

        await reader.ToEndAsync();
        return former;
    }

    private static void Take(NpgsqlDataReader row, Appended?[] former)
    {
        var place = row.GetInt32(0);
        if (!row.GetBoolean(1))
        {
            former[place] = new Appended.KeyReused();
            return;
        }

        if (former[place] is not Appended.Replayed { Event.Deliveries: List<StoredDelivery> deliveries })
        {
            deliveries = [];
            former[place] = new Appended.Replayed(new(new(row.GetGuid(2)), row.GetInt64(3), deliveries, Holder: 0));
        }

        if (!row.IsDBNull(4) && !row.IsDBNull(5))
        {
            deliveries.Add(new(new(row.GetGuid(4)), new(row.GetGuid(5))));
        }
    }
}
