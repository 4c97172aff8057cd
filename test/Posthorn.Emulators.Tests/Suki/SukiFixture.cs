using Posthorn.Emulators.Suki;
using Posthorn.Emulators.Tests.Running;

namespace Posthorn.Emulators.Tests.Suki;

/// <summary>One emulator for all tests of a class that do not ask how often something happened.</summary>
public sealed class SukiFixture : IAsyncLifetime
{
    internal EmulatorBed Bed { get; private set; } = null!;

    internal SukiClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Bed = await EmulatorBed.StartAsync(new SukiVendor(), scale: 5);
        Client = await SukiClient.LogInAsync(Bed);
    }

    public ValueTask DisposeAsync() => Bed.DisposeAsync();
}
