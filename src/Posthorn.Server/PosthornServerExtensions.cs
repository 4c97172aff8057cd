using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Api;
using Posthorn.Delivery;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Retention;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Access;
using Posthorn.Server.Deliveries;
using Posthorn.Server.Endpoints;
using Posthorn.Server.Events;
using Posthorn.Server.Health;
using Posthorn.Server.Http;
using Posthorn.Server.Metrics;
using Posthorn.Server.Partners;
using Posthorn.Server.Replays;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Reading;
using Posthorn.Sqlite.Replay;
using Posthorn.Sqlite.Retention;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Server;

/// <summary>The composition of a server: what it is made of, and which routes it has.</summary>
internal static class PosthornServerExtensions
{
    /// <summary>Adds everything that a server is made of. The options were checked before.</summary>
    public static IServiceCollection AddPosthornServer(this IServiceCollection services, ServerOptions options, TimeProvider clock) => services
        .AddSingleton(options)
        .AddSingleton(clock)
        .AddSqlite(options)
        .AddEngine(options)
        .AddApi();

    /// <summary>Adds every route, behind the gate.</summary>
    public static void MapPosthorn(this WebApplication app)
    {
        app.UseMiddleware<Shell>();
        app.UseRouting();
        app.UseMiddleware<Gatekeeper>();

        var routes = app.MapGroup(string.Empty).AddEndpointFilterFactory(BodyFilter.Create);
        routes.MapPartners();
        routes.MapKeys();
        routes.MapEndpoints();
        routes.MapEndpointStates();
        app.Services.GetRequiredService<EventRoutes>().Map(routes);
        app.Services.GetRequiredService<BatchRoutes>().Map(routes);
        routes.MapFeed();
        routes.MapDeliveries();
        routes.MapReplays();
        routes.MapHealth();
        routes.MapMetrics();
    }

    private static IServiceCollection AddSqlite(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton(provider => SqliteStorage.Open(
            StorageKind.PathOf(options.Storage),
            new SqliteOptions { Committed = provider.GetRequiredService<DeliveryMetrics>().Committed },
            provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IConfigurationStore>(static provider => new SqliteConfiguration(Storage(provider).Writer, Storage(provider).Readers))
        .AddSingleton<IEventLog>(static provider => new SqliteEventLog(Storage(provider).Writer))
        .AddSingleton<ILaneStore>(static provider => new SqliteLaneStore(Storage(provider).Writer))
        .AddSingleton<IHistory>(static provider => new SqliteHistory(Storage(provider).Readers))
        .AddSingleton<IRetention>(static provider => new SqliteRetention(Storage(provider).Writer, Storage(provider).Readers))
        .AddSingleton<IReplayStore>(static provider => new SqliteReplays(
            Storage(provider).Writer, Storage(provider).Readers, MissedEventsOf(provider.GetRequiredService<EndpointDirectory>())));

    private static IServiceCollection AddEngine(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton(new DeliveryOptions { Seed = System.Security.Cryptography.RandomNumberGenerator.GetInt32(int.MaxValue) })
        .AddSingleton(static provider => new Dice(provider.GetRequiredService<DeliveryOptions>().Seed))
        .AddSingleton<DeliveryMetrics>()
        .AddSingleton<EndpointDirectory>()
        .AddSingleton<EventPreparation>()
        .AddSingleton<LaneSet>()
        .AddSingleton<Announcer>()
        .AddSingleton<EgressWatch>()
        .AddSingleton<EventIntake>()
        .AddSingleton<DeliveryPipeline>()
        .AddSingleton<DeliveryEngine>()
        .AddSingleton<IEndpointClient>(provider => new EndpointClient(
            EgressOf(options), new SystemNameResolver(), new SocketConnector(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(static provider =>
        {
            var lanes = provider.GetRequiredService<LaneSet>();
            return ActivatorUtilities.CreateInstance<ReplayRunner>(
                provider, (Func<long, ValueTask<bool>>)(key => new(lanes.Of(key)?.HasRoom ?? true)), (Action<long>)lanes.Wake);
        })
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<RetentionSweeper>(provider, options.Retention));

    private static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<PartnerRegistry>()
        .AddSingleton<EndpointRegistry>()
        .AddSingleton<KeyRing>()
        .AddSingleton<ServerState>()
        .AddSingleton<EventRoutes>()
        .AddSingleton<BatchRoutes>()
        .AddSingleton<BackgroundLoops>()
        .AddSingleton<HealthProbe>()
        .AddSingleton<MetricsCollector>()
        .AddSingleton<BacklogGauges>()
        .AddSingleton<EngineHost>()
        .AddHostedService(static provider => provider.GetRequiredService<EngineHost>())
        .ConfigureHttpJsonOptions(static json => Like(PosthornJson.Default.Options, json.SerializerOptions))
        .AddRoutingCore();

    private static SqliteStorage Storage(IServiceProvider provider) => provider.GetRequiredService<SqliteStorage>();

    private static MissedEvents MissedEventsOf(EndpointDirectory directory) => new(
        (key, type) => directory.Find(key) is { } endpoint && endpoint.Wants(type),
        (key, view) => directory.Find(key) is { } endpoint
            && RenderedBody.Render(endpoint.Profile, view.Type, view.OccurredAt, view.Data.Span, out _) is { } body
                ? RenderedBody.Hash(body)
                : null);

    private static EgressOptions EgressOf(ServerOptions options) => new()
    {
        Allowed = [.. options.AllowEgress.Select(IPNetwork.Parse)],
        ExtraAuthorities = options.EgressCa is { } file && EgressAuthorities.TryLoad(file, out var authorities, out _) ? authorities : null,
    };

    private static void Like(JsonSerializerOptions ours, JsonSerializerOptions theirs)
    {
        theirs.TypeInfoResolver = PosthornJson.Default;
        theirs.PropertyNamingPolicy = ours.PropertyNamingPolicy;
        theirs.DefaultIgnoreCondition = ours.DefaultIgnoreCondition;
        foreach (var converter in ours.Converters)
        {
            theirs.Converters.Add(converter);
        }
    }
}
