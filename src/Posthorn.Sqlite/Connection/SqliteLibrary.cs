using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Posthorn.Sqlite.Connection;

/// <summary>Which SQLite runs in this process: the system's where it is newer than the one we bring, for that one gets the system's fixes.</summary>
internal static class SqliteLibrary
{
    private const string SystemName = "libsqlite3.so.0";
    private const int BundledVersion = 3_035_005;

    private static readonly Lazy<string> Loaded = new(Choose);

    /// <summary>Makes the library ready and tells its version and where it comes from.</summary>
    public static string Load() => Loaded.Value;

    private static string Choose()
    {
        // Another one cannot take its place any more: calls would go to both, and a handle of one means nothing to the other.
        if (VersionInUse() is { } version)
        {
            return $"SQLite {version} (of the application)";
        }

        var system = SystemLibrary();
        if (system != IntPtr.Zero)
        {
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        }

        Batteries_V2.Init();
        return $"SQLite {raw.sqlite3_libversion().utf8_to_string()} ({(system == IntPtr.Zero ? "bundled" : "system")})";

        IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
            name == "e_sqlite3" ? system : IntPtr.Zero;
    }

    /// <summary>What the application loaded before us, with connections of its own; null where it has none.</summary>
    private static string? VersionInUse()
    {
        try
        {
            return raw.sqlite3_libversion().utf8_to_string();
        }
        catch (Exception exception) when (exception.GetType() == typeof(Exception))
        {
            // Nobody has chosen a library yet: it is said by an exception that has no type of its own.
            return null;
        }
    }

    private static unsafe IntPtr SystemLibrary()
    {
        if (!OperatingSystem.IsLinux() || !NativeLibrary.TryLoad(SystemName, out var library))
        {
            return IntPtr.Zero;
        }

        var newer = NativeLibrary.TryGetExport(library, "sqlite3_libversion_number", out var version)
            && ((delegate* unmanaged<int>)version)() > BundledVersion;

        return newer ? library : IntPtr.Zero;
    }
}
