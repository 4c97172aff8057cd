using System.Globalization;
using Posthorn.Delivery.Storage;

namespace Posthorn.Sqlite.Opening;

/// <summary>Holds a database for this process alone, by an operating system's lock on a file beside it. Ends with the process, however that ends.</summary>
/// <remarks>
/// Not on the database itself: closing any handle of that file would drop SQLite's own locks.
/// The lock file is never deleted, for two processes could then each lock a file of that name.
/// </remarks>
internal sealed class StoreFileLock : IDisposable
{
    private const int WouldBlockOnLinux = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolationOnWindows = 32;

    private readonly FileStream _held;

    private StoreFileLock(FileStream held) => _held = held;

    /// <exception cref="StartRefusedException">Another process holds it, or nothing can be locked there.</exception>
    public static StoreFileLock Take(string databasePath)
    {
        var path = databasePath + ".lock";
        var held = new StoreFileLock(TryLock(path) ?? throw InUse(databasePath));
        try
        {
            held.RequireEffect(path);
            WriteOwner(databasePath);
            return held;
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose() => _held.Dispose();

    private static FileStream? TryLock(string path)
    {
        try
        {
            return new(path, PrivateFile.Options(FileMode.OpenOrCreate));
        }
        catch (IOException exception) when ((exception.HResult & 0xFFFF) is WouldBlockOnLinux or WouldBlockOnMac or SharingViolationOnWindows)
        {
            return null;
        }
    }

    /// <summary>Some network file systems, and a switch of the runtime, make locks that hold nobody off: read back, as with every promise of the disk.</summary>
    private void RequireEffect(string path)
    {
        using var second = TryLock(path);
        if (second is not null)
        {
            throw new StartRefusedException(
                "store_lock_ineffective",
                $"'{_held.Name}' cannot be locked: locks have no effect there. Put the database on a local disk, and leave DOTNET_SYSTEM_IO_DISABLEFILELOCKING unset.");
        }
    }

    // Beside the lock, for the locked file itself cannot be read by the process that is refused.
    private static void WriteOwner(string databasePath)
    {
        using var file = new StreamWriter(OwnerPath(databasePath), PrivateFile.Options(FileMode.Create));
        file.Write(Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    private static StartRefusedException InUse(string databasePath)
    {
        var owner = ReadOwner(databasePath);
        return new(
            "store_in_use",
            $"'{databasePath}' is in use by another process{(owner is null ? "" : $" (pid {owner})")}; one process at a time may open it.");
    }

    private static string? ReadOwner(string databasePath)
    {
        try
        {
            return int.TryParse(File.ReadAllText(OwnerPath(databasePath)), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
                ? pid.ToString(CultureInfo.InvariantCulture)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string OwnerPath(string databasePath) => databasePath + ".pid";
}
