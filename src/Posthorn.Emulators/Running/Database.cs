using Posthorn.Delivery.Storage;
using Posthorn.Hosting;

namespace Posthorn.Emulators.Running;

/// <summary>The file that the engine keeps its state in: one that was named, or one that goes when the emulator does.</summary>
/// <remarks>
/// A file beside it says that it is an emulator's, and which vendor's: an emulator that is pointed at a server's database by mistake
/// neither opens nor empties it.
/// </remarks>
internal sealed class Database : IDisposable
{
    private readonly string? _folder;

    public Database(string storage)
    {
        if (storage == EmulatorOptions.Memory)
        {
            _folder = Directory.CreateTempSubdirectory("posthorn-emulate-").FullName;
            Path = System.IO.Path.Combine(_folder, "emulator.db");
        }
        else
        {
            Path = StorageKind.PathOf(storage);
        }
    }

    public string Path { get; }

    /// <summary>Whether it ends with the process.</summary>
    public bool IsPassing => _folder is not null;

    private string Mark => Path + ".emulator";

    /// <summary>Sees to it that it is this vendor's to open.</summary>
    /// <exception cref="StartRefusedException">It is somebody else's.</exception>
    public void Prepare(string vendor, bool clear)
    {
        var owner = File.Exists(Mark) ? File.ReadAllText(Mark).Trim() : null;
        if (File.Exists(Path) && owner != vendor)
        {
            throw new StartRefusedException(
                "store_not_ours", $"'{Path}' is {(owner is null ? "no emulator's database" : "that of another vendor's emulator")}. Name another file with --storage.");
        }

        if (clear)
        {
            Clear();
        }

        File.WriteAllText(Mark, vendor);
    }

    /// <summary>Removes what is stored. The engine must not run.</summary>
    public void Clear()
    {
        foreach (var file in (string[])[Path, Path + "-wal", Path + "-shm"])
        {
            File.Delete(file);
        }
    }

    public void Dispose()
    {
        if (_folder is not null && Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
