using System.Text.Json;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Scripting;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Emulators.Tests.Running;

/// <summary>An emulator in this process, a client of its API, and the partner's server that it notifies.</summary>
internal sealed class EmulatorBed : IAsyncDisposable
{
    private readonly IVendor _vendor;
    private readonly RunningEmulator _emulator;

    private EmulatorBed(IVendor vendor, RunningEmulator emulator, PartnerInbox partner)
    {
        (_vendor, _emulator, Partner) = (vendor, emulator, partner);
        Client = new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = new(emulator.Urls.Single()), Timeout = Patience.Long };
    }

    public HttpClient Client { get; }

    public PartnerInbox Partner { get; }

    public string Secret => _emulator.Secret;

    public string OldSecret => _emulator.OldSecret;

    public RunningEmulator Emulator => _emulator;

    /// <param name="scale">How much faster the vendor's times go by.</param>
    /// <param name="change">Makes other options of the usual ones.</param>
    public static async Task<EmulatorBed> StartAsync(
        IVendor vendor, double scale = 200, Scenario? scenario = null, Func<EmulatorOptions, EmulatorOptions>? change = null, TimeProvider? clock = null)
    {
        var partner = await PartnerInbox.StartAsync();
        var options = new EmulatorOptions
        {
            Url = "http://127.0.0.1:0",
            NotifyUrl = partner.Url,
            TimeScale = scale,
            Scenario = scenario ?? Scenario.Usual,
        };
        var emulator = await RunningEmulator.StartAsync(vendor, change?.Invoke(options) ?? options, new MemoryStream(), clock ?? TimeProvider.System, CancellationToken.None);
        return new(vendor, emulator, partner);
    }

    /// <summary>The next notification, verified.</summary>
    public Task<Notification> NotifiedAsync() => Partner.NextAsync(_vendor.Profile, Secret);

    public async Task<JsonElement> JournalAsync() => JsonElement.Parse(await Client.GetStringAsync("/emulator/journal"));

    /// <summary>Asks until an answer is the one that is waited for.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> ask, Func<T, bool> isIt)
    {
        using var patience = new CancellationTokenSource(Patience.Long);
        while (true)
        {
            patience.IsCancellationRequested.ShouldBeFalse("It did not come to that.");
            if (await ask() is var answer && isIt(answer))
            {
                return answer;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _emulator.DisposeAsync();
        await Partner.DisposeAsync();
    }
}
