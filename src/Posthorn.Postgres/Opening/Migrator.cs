using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Opening;

/// <summary>Brings a database to the schema of this program, or refuses to touch it. Several nodes may do so at once: one does it, and the others find it done.</summary>
/// <remarks>
/// All steps are one transaction: a node that dies half-way leaves nothing. A schema that is newer than this program is refused, also where the later steps
/// only add to it: an old program does not know what a new one has stored. So of a rolling update the old nodes may go on, and cannot start again.
/// </remarks>
internal static class Migrator
{
    // By two numbers: the keys of one number are the feed's. A node that stands still in the middle keeps the others for a minute and not for ever.
    private const string TakeTurn = "select set_config('idle_in_transaction_session_timeout', '60s', true), pg_advisory_xact_lock(1886352500, 1)";

    private const string FindTables =
        """
        select count(*)
        from pg_class c
        where c.relnamespace = (select oid from pg_namespace where nspname = current_schema()) and c.relkind in ('r', 'p')
            and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        """;

    private const string FindLog =
        """
        select count(*)
        from information_schema.columns
        where table_schema = current_schema() and table_name = 'schema_migrations' and column_name in ('number', 'sha256')
        """;

    private const string CreateLog =
        """
        create table schema_migrations (
            number     integer     not null primary key,
            name       text        not null,
            sha256     bytea       not null,
            applied_at timestamptz not null
        )
        """;

    private const string SelectApplied = "select number, sha256 from schema_migrations order by number";

    private const string InsertApplied = "insert into schema_migrations (number, name, sha256, applied_at) values ($1, $2, $3, clock_timestamp())";

    private const string InsertOperator =
        """
        insert into partners (id, name, self_service, created_at, version) values ($1, 'Operator', false, clock_timestamp(), 0)
        on conflict (id) do nothing
        """;

    /// <returns>The names of the steps that were taken.</returns>
    /// <exception cref="StartRefusedException">The database is not ours, is newer than this program, or was made by another text of the same step.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(NpgsqlConnection connection, IReadOnlyList<Migration> known, string place)
    {
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, TakeTurn);
        var applied = await AppliedAsync(connection, place);
        foreach (var (number, sha256) in applied)
        {
            RequireKnown(known, number, sha256, place);
        }

        var missing = known.Where(one => !applied.ContainsKey(one.Number)).ToArray();
        foreach (var migration in missing)
        {
            await ExecuteAsync(connection, migration.Sql);
            await ExecuteAsync(
                connection, InsertApplied, new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Sha256, NpgsqlDbType = NpgsqlDbType.Bytea });
        }

        await ExecuteAsync(connection, InsertOperator, new NpgsqlParameter { Value = Partner.OperatorId });
        await transaction.CommitAsync();
        return [.. missing.Select(static one => one.Name)];
    }

    private static async Task<Dictionary<int, byte[]>> AppliedAsync(NpgsqlConnection connection, string place)
    {
        var applied = new Dictionary<int, byte[]>();
        if (await CountAsync(connection, FindTables) == 0)
        {
            await ExecuteAsync(connection, CreateLog);
            return applied;
        }

        if (await CountAsync(connection, FindLog) != 2)
        {
            throw new StartRefusedException("store_foreign", $"{place} holds the tables of another program. Name a database, or a schema, of its own.");
        }

        await using var command = new NpgsqlCommand(SelectApplied, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            applied.Add(reader.GetInt32(0), reader.GetFieldValue<byte[]>(1));
        }

        return applied;
    }

    private static void RequireKnown(IReadOnlyList<Migration> known, int number, byte[] sha256, string place)
    {
        if (known.FirstOrDefault(one => one.Number == number) is not { } migration)
        {
            throw new StartRefusedException(
                "store_newer",
                $"{place} was written by a newer Posthorn (schema {number}; this one knows up to {known.Max(static one => one.Number)}). Start that version or a later one.");
        }

        if (!migration.Sha256.AsSpan().SequenceEqual(sha256))
        {
            throw new StartRefusedException(
                "store_schema_changed",
                $"{place} was made by another text of {migration.Name} than this program brings. Start the version that made it, or restore a backup.");
        }
    }

    private static async Task<long> CountAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, params NpgsqlParameter[] parameters)
    {
        // A large step may take its time, and so may waiting for the node that takes it.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddRange(parameters);
        _ = await command.ExecuteNonQueryAsync();
    }
}
