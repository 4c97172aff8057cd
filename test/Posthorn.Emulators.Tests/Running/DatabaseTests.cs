using Posthorn.Delivery.Storage;
using Posthorn.Emulators.Running;

namespace Posthorn.Emulators.Tests.Running;

public sealed class DatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-emulator-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Of_a_store_in_memory_nothing_stays_behind()
    {
        string folder;
        using (var database = new Database(EmulatorOptions.Memory))
        {
            database.Prepare("suki", clear: false);
            folder = Path.GetDirectoryName(database.Path)!;
            Directory.Exists(folder).ShouldBeTrue();
        }

        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public void Each_vendor_has_a_database_of_its_own()
    {
        var storage = $"sqlite:{Path.Combine(_folder, "emulator.db")}";
        using (var suki = new Database(storage))
        {
            suki.Prepare("suki", clear: false);
            File.WriteAllText(suki.Path, "sessions");
            suki.Prepare("suki", clear: false);
        }

        using var sully = new Database(storage);
        Should.Throw<StartRefusedException>(() => sully.Prepare("sully", clear: true)).Code.ShouldBe("store_not_ours");
        File.Exists(sully.Path).ShouldBeTrue();
    }
}
