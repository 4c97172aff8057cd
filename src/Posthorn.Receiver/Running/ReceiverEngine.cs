using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Hosting;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Expecting;
using Posthorn.Receiver.Handling;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Running;

/// <summary>The engine inside a partner's application: composed apart from the application's own services, on a store that is open.</summary>
internal sealed class ReceiverEngine : IAsyncDisposable
{
    /// <summary>As many handlers as anybody has, for each source.</summary>
    private const int MostHandlers = 10_000;

    private readonly ServiceProvider _parts;
    private readonly OpenStore _store;

    private ReceiverEngine(ServiceProvider parts, OpenStore store)
    {
        (_parts, _store) = (parts, store);
        Intake = parts.GetRequiredService<EventIntake>();
    }

    public EventIntake Intake { get; }

    public string Store => _store.Description;

    public IHistory History => _store.History;

    public IReplayStore Replays => _store.Replays;

    public ILaneLeases Leases => _store.Leases;

    public DeliveryEngine Deliveries => _parts.GetRequiredService<DeliveryEngine>();

    public EndpointDirectory Directory => _parts.GetRequiredService<EndpointDirectory>();

    public BackgroundLoops Loops => _parts.GetRequiredService<BackgroundLoops>();

    public ReplayRunner Replaying => _parts.GetRequiredService<ReplayRunner>();

    public EngineRun Run => _parts.GetRequiredService<EngineRun>();

    /// <param name="application">Where handlers, sources and logs come from.</param>
    /// <exception cref="StartRefusedException">The store cannot be opened.</exception>
    public static async Task<ReceiverEngine> OpenAsync(ReceiverOptions options, TimeProvider clock, IServiceProvider application)
    {
        var logs = application.GetRequiredService<ILoggerFactory>();
        var directory = new EndpointDirectory();
        var store = await OpenStore.OpenAsync(
            new(options.Storage, options.NodeName, options.MasterKey), EngineParts.MissedEventsOf(directory), clock, logs);
        ServiceProvider? parts = null;
        try
        {
            var registry = new EndpointRegistryOptions { Profiles = [.. Profile.All, Profile.Verbatim], MostPerPartner = MostHandlers };
            var services = new ServiceCollection().AddStore(store).AddEngine(directory, registry, options.Retention);
            services.TryAdd(ServiceDescriptor.Singleton(logs));
            services.TryAdd(ServiceDescriptor.Singleton(typeof(ILogger<>), typeof(Logger<>)));
            _ = services
                .AddSingleton(application.GetRequiredService<HandlerCatalog>())
                .AddSingleton(application.GetRequiredService<LiveSources>())
                .AddSingleton(application.GetRequiredService<ReceiverMetrics>())
                .AddSingleton(own => LedgerLanes.Of(own, application))
                .AddSingleton<IDestination>(own => ReconcilingDestination.Over(
                    ActivatorUtilities.CreateInstance<HandlerDestination>(own, application.GetRequiredService<IServiceScopeFactory>()), own, application));
            parts = services.BuildServiceProvider();
            store.Listen(parts.GetRequiredService<LaneSet>(), parts.GetRequiredService<ConfigurationWatch>());
            return new(parts, store);
        }
        catch
        {
            await (parts?.DisposeAsync() ?? default);
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Tells a lane that something of its endpoint came due.</summary>
    public void Wake(long endpointKey) => _parts.GetRequiredService<LaneSet>().Wake(endpointKey);

    /// <summary>The partner that a source is in the engine. There since the start.</summary>
    public Partner PartnerOf(Source source) =>
        Directory.FindPartner(source.PartnerId) ?? throw new InvalidOperationException("A source was not made ready at the start.");

    public async Task StartAsync(IEnumerable<Source> sources, HandlerCatalog handlers, ReceiverOptions options, Func<Endpoint, string, ValueTask> disable)
    {
        await Run.LoadAsync();
        var fresh = new List<Endpoint>();
        foreach (var source in sources)
        {
            var partner = await EnsurePartnerAsync(source.PartnerId, source.Name);
            foreach (var handler in handlers.All.Where(one => one.Hears(source)))
            {
                var (endpoint, made) = await _parts.GetRequiredService<EndpointRegistry>()
                    .EnsureHandlerAsync(partner, Profile.Verbatim, SettingsOf(handler, source, options));
                if (made && handler.Options.Backfill)
                {
                    fresh.Add(endpoint);
                }
            }
        }

        await _parts.GetRequiredService<LedgerLanes>().EnsureAsync(EnsurePartnerAsync);
        await Run.StartAsync(disable);
        foreach (var endpoint in fresh)
        {
            _ = await Replaying.StartAsync(endpoint.Key, since: null, until: null, ReplayStates.Missed);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static EndpointSettings SettingsOf(HandlerRegistration handler, Source source, ReceiverOptions options) => new(
        handler.Url,
        Profile.Verbatim.Name,
        handler.TypesFrom(source.Profile),
        handler.Options.Schedule ?? options.Schedule,
        handler.Options.Timeout,
        handler.Options.MaxConcurrency,
        RatePerSecond: null,
        Headers: []);

    private Task<Partner> EnsurePartnerAsync(string id, string name) =>
        _parts.GetRequiredService<PartnerRegistry>().EnsureAsync(Directory, _parts.GetRequiredService<ConfigurationWatch>(), id, name);
}
