using System.Globalization;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Opening;

/// <summary>An open embedded database: its lock, its one writer and its readers.</summary>
internal sealed class SqliteStorage : IDisposable
{
    private readonly StoreFileLock _lock;

    private SqliteStorage(string path, StoreFileLock held, SqliteWriter writer, ReaderPool readers)
    {
        Path = path;
        _lock = held;
        Writer = writer;
        Readers = readers;
    }

    /// <summary>The database's own file, links resolved.</summary>
    public string Path { get; }

    public SqliteWriter Writer { get; }

    public ReaderPool Readers { get; }

    /// <summary>Opens a database, and makes it where there is none.</summary>
    /// <exception cref="StartRefusedException">It cannot be opened, or could not keep what is promised.</exception>
    public static SqliteStorage Open(string path, SqliteOptions options, TimeProvider clock)
    {
        try
        {
            return OpenLocked(Resolve(path), options, clock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw OpeningFailure.Describe(path, exception);
        }
    }

    public void Dispose()
    {
        // The writer last but for the lock: what is queued is committed, and the log goes back into the database.
        Readers.Dispose();
        Writer.Dispose();
        _lock.Dispose();
    }

    private static SqliteStorage OpenLocked(string path, SqliteOptions options, TimeProvider clock)
    {
        var held = StoreFileLock.Take(path);
        SqliteConnection? connection = null;
        try
        {
            CreateIfMissing(path);
            connection = SqliteConnection.Open(path, readOnly: false);
            Configure(connection, options);
            Migrator.Require(connection, Migration.Embedded(), path);
            Durability.Configure(connection);
            Durability.Require(connection, path);
            Migrator.Apply(connection, Migration.Embedded(), clock.GetUtcNow());
            AddOperator(connection, clock.GetUtcNow());

            var readers = ReaderPool.Open(path, options);
            return new(path, held, new(connection, options.Committed), readers);
        }
        catch
        {
            connection?.Dispose();
            held.Dispose();
            throw;
        }
    }

    /// <summary>Two names of one file must meet in one lock.</summary>
    private static string Resolve(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        return new FileInfo(full) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : full;
    }

    // Made here and not by SQLite, for the log and the index beside it take over its mode.
    private static void CreateIfMissing(string path)
    {
        if (!File.Exists(path))
        {
            using var file = new FileStream(path, PrivateFile.Options(FileMode.CreateNew));
        }
    }

    // busy_timeout: nobody else writes, but a reader that comes upon the index of the log while it is being changed takes the writer's lock for a moment,
    // to look again.
    // secure_delete: what retention or a deletion removed may be about patients, and is written over; otherwise it would lie in free pages for years.
    private static void Configure(SqliteConnection connection, SqliteOptions options) => connection.Execute(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        pragma busy_timeout = 500;
        pragma page_size = 4096;
        pragma foreign_keys = on;
        pragma temp_store = memory;
        pragma secure_delete = on;
        pragma cache_size = {-1024 * options.WriterCacheMiB};
        pragma wal_autocheckpoint = {options.CheckpointPages};
        """));

    private static void AddOperator(SqliteConnection connection, DateTimeOffset now)
    {
        using var statement = connection.Prepare(
            "insert into partners (id, name, self_service, created_at) values (?1, 'Operator', 0, ?2) on conflict (id) do nothing");
        _ = statement.Bind(1, Partner.OperatorId).Bind(2, now).Execute();
    }
}
