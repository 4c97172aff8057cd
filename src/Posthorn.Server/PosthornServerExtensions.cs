using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Api;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Sending;
using Posthorn.Hosting;
using Posthorn.Server.Access;
using Posthorn.Server.Deliveries;
using Posthorn.Server.Endpoints;
using Posthorn.Server.Events;
using Posthorn.Server.Health;
using Posthorn.Server.Http;
using Posthorn.Server.Metrics;
using Posthorn.Server.OpenApi;
using Posthorn.Server.Partners;
using Posthorn.Server.Pulling;
using Posthorn.Server.Replays;
using Posthorn.Server.Sessions;

namespace Posthorn.Server;

/// <summary>The composition of a server: what it is made of, and which routes it has.</summary>
internal static class PosthornServerExtensions
{
    /// <summary>Adds everything that a server is made of. The options were checked before.</summary>
    public static IServiceCollection AddPosthornServer(
        this IServiceCollection services, ServerOptions options, EndpointDirectory directory, OpenStore store) => services
        .AddSingleton(options)
        .AddStore(store)
        .AddEngine(directory, new() { AllowedEgress = AllowedEgress(options) }, options.Retention)
        .AddSending(options)
        .AddApi();

    /// <summary>Adds every route, behind the gate.</summary>
    public static void MapPosthorn(this WebApplication app)
    {
        app.UseMiddleware<Shell>();
        app.UseRouting();
        app.UseMiddleware<Gatekeeper>();

        var routes = app.MapGroup(string.Empty).AddEndpointFilterFactory(BodyFilter.Create);
        routes.MapGroup(string.Empty).WithTags("Partners").MapPartners();
        routes.MapGroup(string.Empty).WithTags("Partners").MapKeys();
        routes.MapGroup(string.Empty).WithTags("Endpoints").MapEndpoints();
        routes.MapGroup(string.Empty).WithTags("Endpoints").MapEndpointStates();
        app.Services.GetRequiredService<EventRoutes>().Map(routes.MapGroup(string.Empty).WithTags("Events"));
        app.Services.GetRequiredService<BatchRoutes>().Map(routes.MapGroup(string.Empty).WithTags("Events"));
        routes.MapGroup(string.Empty).WithTags("Events").MapFeed();
        routes.MapGroup(string.Empty).WithTags("Sessions").MapSessions();
        routes.MapGroup(string.Empty).WithTags("Pull").MapPulls();
        routes.MapGroup(string.Empty).WithTags("Deliveries").MapDeliveries();
        routes.MapGroup(string.Empty).WithTags("Replays").MapReplays();
        routes.MapGroup(string.Empty).WithTags("Operations").MapHealth();
        routes.MapGroup(string.Empty).WithTags("Operations").MapMetrics();
        OpenApiRoutes.Map(routes.MapGroup(string.Empty).WithTags("Operations"));
    }

    private static IServiceCollection AddSending(this IServiceCollection services, ServerOptions options) => services
        .AddSingleton<IEndpointClient>(provider => new EndpointClient(
            EgressOf(options), new SystemNameResolver(), new SocketConnector(), provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<IDestination, SignedHttpDestination>();

    private static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<KeyRing>()
        .AddSingleton(new BodyBudget(BodyBudget.UsualMost))
        .AddSingleton<EventRoutes>()
        .AddSingleton<BatchRoutes>()
        .AddSingleton<SukiPulls>()
        .AddSingleton<SullyPulls>()
        .AddSingleton<FeedPages>()
        .AddSingleton<SessionLinks>()
        .AddSingleton<SessionNews>()
        .AddSingleton<SessionRegistry>()
        .AddSingleton<SessionTimers>()
        .AddSingleton<HealthProbe>()
        .AddSingleton<OpenApiRoutes>()
        .AddSingleton<MetricsCollector>()
        .AddSingleton<BacklogGauges>()
        .AddSingleton<IEngineCare, RegistryCare>()
        .AddSingleton<EngineHost>()
        .AddHostedService(static provider => provider.GetRequiredService<EngineHost>())
        .ConfigureHttpJsonOptions(static json => Like(PosthornJson.Default.Options, json.SerializerOptions))
        .AddRoutingCore();

    private static EgressOptions EgressOf(ServerOptions options) => new()
    {
        Allowed = AllowedEgress(options),
        OwnListeners = ListenerAddresses.Of(options.Urls.Concat(options.OtherListeners).SelectMany(ListenersAt)),
        ExtraAuthorities = options.EgressCa is { } file && EgressAuthorities.TryLoad(file, out var authorities, out _) ? authorities : null,
    };

    // A port that the system is to choose is not known yet; such a server is a test's or a demo's.
    private static IEnumerable<IPEndPoint> ListenersAt(string url)
    {
        var address = BindingAddress.Parse(url);
        return IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip)
            ? [new(ip, address.Port)]
            : address.Host == "localhost"
                ? [new(IPAddress.Loopback, address.Port), new(IPAddress.IPv6Loopback, address.Port)]
                : [new(IPAddress.Any, address.Port)];
    }

    private static IReadOnlyList<IPNetwork> AllowedEgress(ServerOptions options) => [.. options.AllowEgress.Select(IPNetwork.Parse)];

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
