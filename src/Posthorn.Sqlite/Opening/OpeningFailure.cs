using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using SQLitePCL;

namespace Posthorn.Sqlite.Opening;

/// <summary>Says in one line why a database could not be opened, by its path.</summary>
internal static class OpeningFailure
{
    private const int PrimaryCode = 0xFF;

    // The numbers of Linux and macOS, which the runtime hands on.
    private const int NoSpace = 28;
    private const int ReadOnlyFileSystem = 30;

    public static StartRefusedException Describe(string path, Exception cause)
    {
        var (code, text) = cause switch
        {
            SqliteException sqlite => Describe(sqlite.Code),
            DirectoryNotFoundException => ("store_directory_missing", "its directory does not exist; make it first"),
            IOException { HResult: NoSpace } => Describe(raw.SQLITE_FULL),
            IOException { HResult: ReadOnlyFileSystem } => Describe(raw.SQLITE_READONLY),
            UnauthorizedAccessException => ("store_not_writable", "this user may not write there"),
            _ => ("store_unreadable", cause.Message.TrimEnd('.')),
        };

        return new(code, $"Cannot open the database '{path}': {text}.", cause);
    }

    private static (string Code, string Text) Describe(int code) => (code & PrimaryCode) switch
    {
        raw.SQLITE_NOTADB => ("store_not_a_database", "the file is not a SQLite database"),
        raw.SQLITE_CORRUPT => ("store_corrupt", "the file is damaged; restore a backup"),
        raw.SQLITE_FULL => ("store_disk_full", "the disk is full; free some space"),
        raw.SQLITE_READONLY => ("store_not_writable", "the file or its file system is read-only"),
        raw.SQLITE_CANTOPEN or raw.SQLITE_PERM or raw.SQLITE_AUTH => ("store_not_writable", "the file, or one beside it, cannot be opened for writing"),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => ("store_in_use", "another program has it open for writing"),
        _ => ("store_unreadable", $"SQLite answers with error {code}"),
    };
}
