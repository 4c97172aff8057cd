using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Opening;

/// <summary>Brings a database to the schema of this program, or refuses to touch it.</summary>
internal static class Migrator
{
    private const string CreateLog =
        """
        create table if not exists schema_migrations (
            number     integer primary key,
            name       text    not null,
            sha256     blob    not null,
            applied_at integer not null
        )
        """;

    /// <summary>Looks before anything is touched.</summary>
    /// <exception cref="StartRefusedException">The database is not ours, is newer than this program, or was made by another text of the same step.</exception>
    public static void Require(SqliteConnection connection, IReadOnlyList<Migration> known, string path)
    {
        if (IsEmpty(connection))
        {
            return;
        }

        if (connection.Scalar("select count(*) from sqlite_master where type = 'table' and name = 'schema_migrations'") == "0")
        {
            throw new StartRefusedException("store_foreign", $"'{path}' is a database of another program. Name a file of its own.");
        }

        foreach (var (number, sha256) in Applied(connection))
        {
            RequireKnown(known, number, sha256, path);
        }
    }

    /// <summary>Takes the steps that are missing, each in a transaction of its own.</summary>
    public static void Apply(SqliteConnection connection, IReadOnlyList<Migration> known, DateTimeOffset now)
    {
        connection.Execute(CreateLog);
        var applied = Applied(connection);
        foreach (var migration in known.Where(one => !applied.ContainsKey(one.Number)))
        {
            Apply(connection, migration, now);
        }
    }

    private static bool IsEmpty(SqliteConnection connection) => connection.Scalar("select count(*) from sqlite_master where type = 'table'") == "0";

    private static Dictionary<int, byte[]> Applied(SqliteConnection connection)
    {
        using var statement = connection.Prepare("select number, sha256 from schema_migrations order by number");
        var applied = new Dictionary<int, byte[]>();
        while (statement.Read())
        {
            applied.Add(statement.Int32(0), statement.Bytes(1));
        }

        return applied;
    }

    private static void RequireKnown(IReadOnlyList<Migration> known, int number, byte[] sha256, string path)
    {
        if (known.FirstOrDefault(one => one.Number == number) is not { } migration)
        {
            throw new StartRefusedException(
                "store_newer",
                $"'{path}' was written by a newer Posthorn (schema {number}; this one knows up to {known.Max(static one => one.Number)}). Start that version or a later one.");
        }

        if (!migration.Sha256.AsSpan().SequenceEqual(sha256))
        {
            throw new StartRefusedException(
                "store_schema_changed",
                $"'{path}' was made by another text of {migration.Name} than this program brings. Start the version that made it, or restore a backup.");
        }
    }

    private static void Apply(SqliteConnection connection, Migration migration, DateTimeOffset now)
    {
        connection.Execute("begin immediate");
        try
        {
            connection.Execute(migration.Sql);
            using var statement = connection.Prepare("insert into schema_migrations (number, name, sha256, applied_at) values (?1, ?2, ?3, ?4)");
            _ = statement.Bind(1, migration.Number).Bind(2, migration.Name).Bind(3, migration.Sha256).Bind(4, now).Execute();
            connection.Execute("commit");
        }
        catch
        {
            // A full disk has rolled it back already.
            if (connection.InTransaction)
            {
                connection.Execute("rollback");
            }

            throw;
        }
    }
}
