using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Api;
using Posthorn.Api.Partners;
using Posthorn.Delivery.Storage;

[assembly: AssemblyFixture(typeof(Posthorn.Server.Tests.Running.RunningServer))]

namespace Posthorn.Server.Tests.Running;

/// <summary>A whole server on a port of its own, with a store in a folder of its own.</summary>
public sealed class RunningServer : IAsyncLifetime
{
    public const string OperatorKey = "operator-key-of-the-tests";

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-server-").FullName;
    private PosthornServer? _server;
    private int _names;

    public Uri Url => new(Server.Urls.Single());

    public IServiceProvider Services => Server.Services;

    public PosthornClient Operator => new(Http(OperatorKey));

    private PosthornServer Server => _server ?? throw new InvalidOperationException("The server is not started.");

    // Beside the tests, for whoever looks into a failure.
    public async ValueTask InitializeAsync() => _server = await StartAsync(OptionsIn(_folder), File.Create(Path.Combine(AppContext.BaseDirectory, "server.log")), Signal);

    /// <summary>Completes when an attempt of the delivery has been settled that no earlier call waited for.</summary>
    public Task SettledAsync(string deliveryId) => ((SettledSignal)Services.GetRequiredService<ILaneStore>()).WaitAsync(deliveryId);

    internal static ServerOptions OptionsIn(string folder) => new()
    {
        Storage = "sqlite:" + Path.Combine(folder, "posthorn.db"),
        Urls = ["http://127.0.0.1:0"],
        AllowEgress = ["127.0.0.0/8"],
        OperatorKey = OperatorKey,
        DrainGrace = TimeSpan.FromSeconds(2),
    };

    internal static Task<PosthornServer> StartAsync(ServerOptions options, Stream log, Action<IServiceCollection>? replace = null) =>
        PosthornServer.StartAsync(options, log, TimeProvider.System, replace, CancellationToken.None);

    private static void Signal(IServiceCollection services)
    {
        var store = (ILaneStore)services.Last(static one => one.ServiceType == typeof(ILaneStore)).ImplementationInstance!;
        _ = services.AddSingleton<ILaneStore>(new SettledSignal(store));
    }

    /// <summary>A client that shares no connection with any other, so that what breaks one stays with one.</summary>
    public HttpClient Http(string? key)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = Url };
        http.DefaultRequestHeaders.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    /// <summary>A partner that no other test knows.</summary>
    public async Task<PartnerInfo> NewPartnerAsync(bool selfService = false) =>
        await Operator.CreatePartnerAsync(new() { Name = $"Partner {Interlocked.Increment(ref _names)}", SelfService = selfService }, CancellationToken.None);

    public async Task<string> NewKeyAsync(PartnerInfo partner, KeyScope scope) =>
        (await Operator.CreateKeyAsync(partner.Id, scope, CancellationToken.None)).Key!;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
