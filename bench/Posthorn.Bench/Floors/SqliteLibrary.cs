using System.Runtime.InteropServices;
using SQLitePCL;

namespace Posthorn.Bench.Floors;

/// <summary>Chooses the native SQLite: the system's where it is newer than the bundled one, which is slow in small batches.</summary>
internal static unsafe class SqliteLibrary
{
    private const string SystemName = "libsqlite3.so.0";
    private const int Bundled = 3_035_005;

    private static readonly Lazy<string> Loaded = new(Load);

    /// <summary>Makes SQLite usable in this process and tells the version in use.</summary>
    public static string Use() => Loaded.Value;

    /// <summary>How many events a Posthorn has in its file, which it may have open.</summary>
    public static long CountEvents(string path)
    {
        _ = Use();
        sqlite3? database = null;
        try
        {
            if (raw.sqlite3_open_v2(path, out database, raw.SQLITE_OPEN_READONLY, null) == raw.SQLITE_OK
                && raw.sqlite3_prepare_v2(database, "select count(*) from events", out var count) == raw.SQLITE_OK)
            {
                using (count)
                {
                    return raw.sqlite3_step(count) == raw.SQLITE_ROW ? raw.sqlite3_column_int64(count, 0) : 0;
                }
            }

            throw new Running.BenchException($"The events cannot be counted: {raw.sqlite3_errmsg(database).utf8_to_string()}");
        }
        finally
        {
            database?.Dispose();
        }
    }

    private static string Load()
    {
        if (NativeLibrary.TryLoad(SystemName, out var system))
        {
            var version = (delegate* unmanaged<int>)NativeLibrary.GetExport(system, "sqlite3_libversion_number");
            if (version() > Bundled)
            {
                NativeLibrary.SetDllImportResolver(
                    typeof(SQLite3Provider_e_sqlite3).Assembly, (name, _, _) => name == "e_sqlite3" ? system : 0);
            }
        }

        Batteries_V2.Init();
        return raw.sqlite3_libversion().utf8_to_string();
    }
}
