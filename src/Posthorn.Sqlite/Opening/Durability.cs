using System.Globalization;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Opening;

/// <summary>What a commit must mean before an event may be acknowledged: written to the log and forced to the disk.</summary>
internal static class Durability
{
    private const int Full = 2;

    public static void Configure(SqliteConnection connection)
    {
        // The two of fullfsync matter on macOS alone, where an ordinary sync leaves the bytes in the drive's memory.
        connection.Execute(
            """
            pragma fullfsync = on;
            pragma checkpoint_fullfsync = on;
            pragma journal_mode = wal;
            pragma synchronous = full;
            """);
    }

    /// <summary>Reads the settings back, for SQLite ignores what it cannot set.</summary>
    /// <exception cref="StartRefusedException">A commit could be lost with the power.</exception>
    public static void Require(SqliteConnection connection, string path)
    {
        var journal = connection.Scalar("pragma journal_mode");
        if (journal != "wal")
        {
            throw new StartRefusedException(
                "store_not_durable",
                $"'{path}' cannot keep a write-ahead log (journal_mode is {journal}, not wal). Put the database on a local disk.");
        }

        var synchronous = connection.Scalar("pragma synchronous");
        if (!int.TryParse(synchronous, CultureInfo.InvariantCulture, out var level) || level < Full)
        {
            throw new StartRefusedException(
                "store_not_durable",
                $"'{path}' would lose acknowledged events with the power (synchronous is {synchronous}, not 2).");
        }
    }
}
