using SQLitePCL;

namespace Posthorn.Sqlite.Connection;

/// <summary>SQLite refused. The message is SQLite's own: it names tables and columns, never values.</summary>
internal sealed class SqliteException(int code, string message) : Exception($"SQLite error {code}: {message}")
{
    /// <summary>The extended result code.</summary>
    public int Code => code;

    public static SqliteException From(sqlite3 database, int code) =>
        new(code, raw.sqlite3_errmsg(database).utf8_to_string() ?? "unknown");
}
