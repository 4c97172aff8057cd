using System.Globalization;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Relay.Keeping;

/// <summary>The relay's own database: a file that this process holds alone, with one writer and some readers.</summary>
internal sealed class RelayDatabase : IDisposable
{
    private const int WriterCacheMiB = 16;

    private readonly StoreFileLock _lock;

    private RelayDatabase(string path, StoreFileLock held, SqliteWriter writer, ReaderPool readers) => (Path, _lock, Writer, Readers) = (path, held, writer, readers);

    public string Path { get; }

    public SqliteWriter Writer { get; }

    public ReaderPool Readers { get; }

    /// <exception cref="StartRefusedException">It cannot be opened, is another's, or could not keep what is promised.</exception>
    public static RelayDatabase Open(string path, TimeProvider clock)
    {
        try
        {
            return OpenLocked(System.IO.Path.GetFullPath(path), clock);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw OpeningFailure.Describe(path, exception);
        }
    }

    public void Dispose()
    {
        Readers.Dispose();
        Writer.Dispose();
        _lock.Dispose();
    }

    private static RelayDatabase OpenLocked(string path, TimeProvider clock)
    {
        var held = StoreFileLock.Take(path);
        SqliteConnection? connection = null;
        try
        {
            if (!File.Exists(path))
            {
                using var file = new FileStream(path, PrivateFile.Options(FileMode.CreateNew));
            }

            var steps = RelayMigrations.All();
            connection = SqliteConnection.Open(path, readOnly: false);
            Configure(connection);
            Migrator.Require(connection, steps, path);
            Durability.Configure(connection);
            Durability.Require(connection, path);
            Migrator.Apply(connection, steps, clock.GetUtcNow());
            return new(path, held, new(connection, static _ => { }), ReaderPool.Open(path, new()));
        }
        catch
        {
            connection?.Dispose();
            held.Dispose();
            throw;
        }
    }

    // secure_delete: what retention removes is about patients, sealed or not, and is written over.
    private static void Configure(SqliteConnection connection) => connection.Execute(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        pragma busy_timeout = 500;
        pragma page_size = 4096;
        pragma foreign_keys = on;
        pragma temp_store = memory;
        pragma secure_delete = on;
        pragma cache_size = {-1024 * WriterCacheMiB};
        pragma wal_autocheckpoint = 4000;
        """));
}
