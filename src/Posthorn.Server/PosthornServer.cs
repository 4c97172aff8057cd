using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Storage;
using Posthorn.Hosting;
using Posthorn.Server.Events;
using Posthorn.Server.Logging;
using Posthorn.Server.Metrics;

namespace Posthorn.Server;

/// <summary>A running server.</summary>
internal sealed partial class PosthornServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly OpenStore _store;
    private int _stopped;

    private PosthornServer(WebApplication app, OpenStore store) => (_app, _store) = (app, store);

    /// <summary>Where it listens, with the ports that it was given.</summary>
    public IReadOnlyCollection<string> Urls => [.. _app.Urls];

    /// <summary>The operator's key that this start made, because there was none; to be shown once. Null when there was one.</summary>
    public string? NewOperatorKey => _app.Services.GetRequiredService<EngineHost>().NewOperatorKey;

    /// <summary>The store in one line.</summary>
    public string Store => _store.Description;

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts a server: opens the store, recovers, and listens.</summary>
    /// <param name="log">Where log lines go.</param>
    /// <exception cref="StartRefusedException">The options or the store are not such that it could keep its promises.</exception>
    public static async Task<PosthornServer> StartAsync(
        ServerOptions options, Stream log, TimeProvider clock, Action<IServiceCollection>? replace, CancellationToken cancellationToken)
    {
        var mistakes = ServerOptionsCheck.Mistakes(options);
        if (mistakes.Count > 0)
        {
            throw new StartRefusedException("options_invalid", string.Join(Environment.NewLine, mistakes));
        }

        // Lives as long as the log stream does: the store still writes lines while it closes.
        var logs = new JsonLineLoggerProvider(log, clock);
        var directory = new EndpointDirectory();
        var store = await OpenStore.OpenAsync(
            new(options.Storage, options.NodeName, options.MasterKey), EngineParts.MissedEventsOf(directory), clock, new LoggerFactory([logs], LogFilter()));
        WebApplication? app = null;
        try
        {
            app = Build(options, directory, store, logs, replace);
            store.Listen(app.Services.GetRequiredService<LaneSet>(), app.Services.GetRequiredService<ConfigurationWatch>());
            await app.StartAsync(cancellationToken);
            Log.Started(app.Logger, string.Join(' ', app.Urls));
            return new(app, store);
        }
        catch
        {
            await (app?.DisposeAsync() ?? ValueTask.CompletedTask);
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs until it is told to stop, by a signal or by <paramref name="cancellationToken"/>.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static LoggerFilterOptions LogFilter() => new()
    {
        MinLevel = LogLevel.Information,
        Rules = { new(providerName: null, "Microsoft", LogLevel.Warning, filter: null), new(providerName: null, "Npgsql", LogLevel.Warning, filter: null) },
    };

    private static WebApplication Build(
        ServerOptions options, EndpointDirectory directory, OpenStore store, JsonLineLoggerProvider logs, Action<IServiceCollection>? replace)
    {
        // Nothing but what is named here: no configuration files, no environment, no default services.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Posthorn" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, options));
        builder.WebHost.UseUrls([.. options.Urls]);
        builder.WebHost.UseShutdownTimeout(options.DrainGrace + TimeSpan.FromSeconds(10));
        builder.Logging.AddProvider(logs);
        builder.Logging.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.AddPosthornServer(options, directory, store);
        replace?.Invoke(builder.Services);

        var app = builder.Build();

        // Made now and not by the first scrape: what is not listened to is not counted.
        _ = app.Services.GetRequiredService<MetricsCollector>();
        app.MapPosthorn();

        // Requests are waited for when the server stops, and these would wait for events that nobody publishes any more.
        _ = app.Lifetime.ApplicationStopping.Register(app.Services.GetRequiredService<FeedReaders>().Close);
        return app;
    }

    internal static void Limit(KestrelServerOptions kestrel, ServerOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;
        kestrel.Limits.MaxConcurrentConnections = options.MaxConnections;
        kestrel.Limits.MaxRequestBodySize = EventLimits.MostBatchBytes;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        kestrel.Limits.MaxRequestLineSize = 4 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(90);
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        kestrel.Limits.MinResponseDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.Started, LogLevel.Information, "Listening on {Urls}")]
        public static partial void Started(ILogger logger, string urls);
    }
}
