using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Tests.Partners;
using Posthorn.Delivery.Tests.Secrets;
using Posthorn.Protocol.Signing;
using Posthorn.Testing;

namespace Posthorn.Delivery.Tests.Endpoints;

/// <summary>A registry over a store without a disk, with one partner.</summary>
internal sealed class EndpointRegistryFixture : IDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private SecretVault? _vault;
    private ConfigurationWatch? _watch;

    public MemoryConfiguration Store { get; } = new();

    public ManualClock Clock { get; } = new(Noon);

    public EndpointDirectory Directory { get; private set; } = new();

    public EndpointRegistry Registry { get; private set; } = null!;

    public Partner Partner { get; } = new(2, "ptn_a", "A partner", SelfService: true, Noon);

    /// <summary>The endpoints that the last start could not open.</summary>
    public IReadOnlyList<EndpointId> Unreadable { get; private set; } = [];

    public static async Task<EndpointRegistryFixture> StartAsync()
    {
        var fixture = new EndpointRegistryFixture();
        _ = await fixture.Store.AddPartnerAsync(fixture.Partner);
        await fixture.RestartAsync();
        return fixture;
    }

    public async Task RestartAsync()
    {
        Dispose();
        Directory = new();
        _vault = await Keys.OpenAsync(Store);
        _watch = new(Store, Clock, NullLogger<ConfigurationWatch>.Instance);
        Registry = new(Store, Directory, _watch, _vault, new(), Clock, NullLogger<EndpointRegistry>.Instance);
        var rows = await Store.LoadAsync();
        foreach (var partner in rows.Partners)
        {
            Directory.Put(partner);
        }

        Unreadable = Registry.Load(rows);
    }

    public static EndpointDraft Draft(string profile = "standard", string url = "https://partner.example/hook") => new() { Profile = profile, Url = url };

    public async Task<Endpoint> CreateAsync(EndpointDraft? draft = null, string? secret = null) =>
        (await Registry.CreateAsync(Partner, draft ?? Draft(), secret)).ShouldBeOfType<EndpointRegistryResult.WithSecret>().Endpoint;

    public Endpoint Find(EndpointId id) => Directory.Find(id).ShouldNotBeNull();

    /// <summary>How many signatures a request of the endpoint carries at this moment.</summary>
    public int Signers(EndpointId id) => Find(id).KeysAt(Clock.GetUtcNow(), new SigningKey[16]);

    public void Dispose()
    {
        _watch?.Dispose();
        _vault?.Dispose();
    }
}
