using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Posthorn.Delivery.Intake;
using Posthorn.Receiver.Doors;
using Posthorn.Receiver.Handling;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Running;

/// <summary>Starts the engine before the first request can come, and lets what is running end before the host is gone.</summary>
internal sealed partial class ReceiverHost : IHostedLifecycleService, IArrivalLog, IAsyncDisposable
{
    private static readonly TimeSpan WhileStopping = TimeSpan.FromSeconds(10);

    private readonly IOptions<ReceiverOptions> _options;
    private readonly LiveSources _sources;
    private readonly HandlerCatalog _handlers;
    private readonly IServiceProvider _application;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly CancellationTokenRegistration _stopping;
    private ReceiverEngine? _engine;
    private volatile bool _isOpen;

    public ReceiverHost(
        IOptions<ReceiverOptions> options,
        LiveSources sources,
        HandlerCatalog handlers,
        IServiceProvider application,
        IHostApplicationLifetime lifetime,
        TimeProvider clock,
        ILogger<ReceiverHost> logger)
    {
        (_options, _sources, _handlers, _application, _clock, _logger) = (options, sources, handlers, application, clock, logger);
        _stopping = lifetime.ApplicationStopping.Register(() => _isOpen = false);
    }

    /// <summary>The engine while it takes notifications in; null before the start is over, and from the moment on at which the host stops.</summary>
    public ReceiverEngine? Engine => _isOpen ? _engine : null;

    public bool IsOpen => Engine is not null;

    public async ValueTask<IntakeResult> AcceptAsync(Source source, NewEvent item) => Engine is { } engine
        ? await engine.Intake.AcceptAsync(engine.PartnerOf(source), item)
        : new IntakeResult.Unavailable(WhileStopping);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var (options, mistakes) = (_options.Value, new List<string>());
        _sources.Load(mistakes);
        ReceiverCheck.Check(options, _handlers, anySource: mistakes.Count > 0 || _sources.All.Any(), mistakes);
        if (mistakes.Count > 0)
        {
            throw new OptionsValidationException("posthorn_receiver", typeof(ReceiverOptions), mistakes);
        }

        var engine = await ReceiverEngine.OpenAsync(options, _clock, _application);
        try
        {
            await engine.StartAsync(_sources.All, _handlers, options, (endpoint, _) =>
            {
                // Code of this process is not given up: what it does not get done is tried again until its schedule ends.
                Log.HandlerFailing(_logger, endpoint.Settings.Url);
                return default;
            });
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }

        _engine = engine;
        _isOpen = true;
        Log.Started(_logger, engine.Store, _sources.All.Count(), _handlers.All.Count);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => EndAsync(_options.Value.DrainGrace);

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await EndAsync(TimeSpan.Zero);
        await _stopping.DisposeAsync();
    }

    private async Task EndAsync(TimeSpan grace)
    {
        _isOpen = false;
        if (Interlocked.Exchange(ref _engine, null) is { } engine)
        {
            await engine.Run.StopAsync(grace);
            await engine.DisposeAsync();
            Log.Stopped(_logger);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.ReceiverStarted, LogLevel.Information, "Receiving into {Store}: {Sources} sources, {Handlers} handlers")]
        public static partial void Started(ILogger logger, string store, int sources, int handlers);

        [LoggerMessage(EventIds.ReceiverStopped, LogLevel.Information, "The receiver has stopped")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(EventIds.HandlerFailing, LogLevel.Error, "{Handler} has failed for days. It is called again and again; what its schedule gives up is a dead letter")]
        public static partial void HandlerFailing(ILogger logger, string handler);
    }
}
