using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Gateway.Configuration;
using Posthorn.Gateway.Doors;
using Posthorn.Gateway.Forwarding;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver;
using Posthorn.Receiver.Doors;
using Posthorn.Receiver.Running;
using Posthorn.Receiver.Sources;
using Posthorn.Server;

namespace Posthorn.Gateway.Running;

/// <summary>A running gateway: a server whose events come in by the doors of its sources, and leave for the destinations of its configuration.</summary>
internal sealed partial class RunningGateway : IAsyncDisposable
{
    /// <summary>As many destinations as anybody has, for each source.</summary>
    private const int MostDestinations = 10_000;

    private readonly WebApplication _doors;
    private readonly PosthornServer _server;
    private int _stopped;

    private RunningGateway(WebApplication doors, PosthornServer server) => (_doors, _server) = (doors, server);

    /// <summary>Where senders post to, with the ports that it was given.</summary>
    public IReadOnlyCollection<string> Urls => [.. _doors.Urls];

    /// <summary>Where operators look and replay.</summary>
    public IReadOnlyCollection<string> AdminUrls => _server.Urls;

    public string? NewOperatorKey => _server.NewOperatorKey;

    public string Store => _server.Store;

    public IServiceProvider Services => _server.Services;

    /// <summary>Opens the store, recovers, and then opens the doors.</summary>
    /// <exception cref="StartRefusedException">The options or the store are not such that it could keep its promises.</exception>
    public static async Task<RunningGateway> StartAsync(GatewaySettings settings, Stream log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var server = await PosthornServer.StartAsync(settings.Server, log, clock, services => Compose(services, settings), cancellationToken);
        try
        {
            var doors = await GatewayDoors.OpenAsync(settings, server.Services, cancellationToken);
            Log.Started(doors.Logger, string.Join(' ', doors.Urls), settings.Sources.Count, settings.Destinations.Count);
            return new(doors, server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Closes the doors first: who is inside gets an answer, and only then the engine stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _doors.StopAsync(CancellationToken.None);
        await _doors.DisposeAsync();
        await _server.DisposeAsync();
    }

    // What is added last counts: the server's own destination and care are not used.
    private static void Compose(IServiceCollection services, GatewaySettings settings)
    {
        var catalog = new SourceCatalog();
        foreach (var source in settings.Sources)
        {
            catalog.Declare(source.Name, profile: null);
            _ = services.Configure<SourceOptions>(source.Name, options => Copy(source.Options, options));
        }

        _ = services
            .AddSingleton(settings)
            .AddSingleton(catalog)
            .AddSingleton<LiveSources>()
            .AddSingleton<ReceiverMetrics>()
            .AddSingleton<NotificationDoor>()
            .AddSingleton<IArrivalLog, EngineArrivalLog>()
            .AddSingleton<ForwardingCatalog>()
            .AddSingleton(new EndpointRegistryOptions { Profiles = [.. Profile.All, Profile.Verbatim], MostPerPartner = MostDestinations })
            .AddSingleton<IDestination, GatewayDestination>()
            .AddSingleton<IEngineCare, GatewayCare>();
    }

    private static void Copy(SourceOptions from, SourceOptions to)
    {
        (to.Profile, to.Tolerance, to.BodyLimit) = (from.Profile, from.Tolerance, from.BodyLimit);
        foreach (var secret in from.Secrets)
        {
            to.Secrets.Add(secret);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.GatewayStarted, LogLevel.Information, "Receiving at {Urls}: {Sources} sources, {Destinations} destinations")]
        public static partial void Started(ILogger logger, string urls, int sources, int destinations);
    }
}
