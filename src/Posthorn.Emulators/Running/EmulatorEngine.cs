using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Emulators.Sending;
using Posthorn.Server;

namespace Posthorn.Emulators.Running;

/// <summary>The engine behind a vendor's surface: a whole server with one partner, whose deliveries leave through the scenario.</summary>
internal sealed class EmulatorEngine : IAsyncDisposable
{
    /// <summary>How long what is being sent may take when the emulator stops. Nobody waits long for a test to end.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    private readonly PosthornServer _server;

    private EmulatorEngine(PosthornServer server, Partner partner) => (_server, Partner) = (server, partner);

    /// <summary>Where the partner may be over plain http: this machine, and the networks of containers and offices.</summary>
    public static IReadOnlyList<IPNetwork> Reachable { get; } =
        [.. ReachableRanges.Select(IPNetwork.Parse)];

    public Partner Partner { get; }

    public IServiceProvider Services => _server.Services;

    private static string[] ReachableRanges => ["127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"];

    /// <param name="parts">What deliveries pass through, and who makes the partner.</param>
    /// <exception cref="StartRefusedException">The store cannot be opened.</exception>
    public static async Task<EmulatorEngine> StartAsync(
        Database database, EmulatorOptions options, EngineWishes parts, Stream log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var settings = new ServerOptions
        {
            Storage = $"sqlite:{database.Path}",
            Urls = ["http://127.0.0.1:0"],
            OtherListeners = [options.Url],
            AllowEgress = ReachableRanges,
            OperatorKey = Convert.ToHexString(RandomNumberGenerator.GetBytes(32)),
            MasterKey = database.IsPassing ? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) : null,
            DrainGrace = Grace,
        };
        var server = await PosthornServer.StartAsync(settings, log, clock, services => Compose(services, parts), cancellationToken);
        return new(server, server.Services.GetRequiredService<EndpointDirectory>().FindPartner(parts.PartnerId)!);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // What is added last counts: the server's own destination and care are not used.
    private static void Compose(IServiceCollection services, EngineWishes parts) => services
        .AddSingleton(parts)
        .AddSingleton(parts.Casting)
        .AddSingleton(parts.Journal)
        .AddSingleton(parts.Tempo)
        .AddSingleton(parts.OldSecret)
        .AddSingleton<HeldBack>()
        .AddSingleton<IDestination, EmulatedDestination>()
        .AddSingleton<IEngineCare, PartnerCare>();
}
