using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Receiver.Tests.Running;

/// <summary>A partner's application on a port of its own: three sources, real Kestrel, a store in a folder of its own.</summary>
internal sealed class RunningReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Meters _meters;
    private readonly string? _folder;

    private RunningReceiver(WebApplication app, CollectedLogs logs, Meters meters, string? folder)
    {
        (_app, Logs, _meters, _folder) = (app, logs, meters, folder);

        // One connection, so that a request that spoils it is noticed by the next.
        Http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 1 }) { BaseAddress = new(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public CollectedLogs Logs { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Url => new(_app.Urls.Single());

    public Sender Suki => new(Http, Profile.Suki, "/suki", Sender.Suki);

    public Sender Sully => new(Http, Profile.Sully, "/sully", Sender.Sully);

    public Sender Standard => new(Http, Profile.Standard, "/standard", Sender.Standard);

    public IReceivedNotifications Received => _app.Services.GetRequiredService<IReceivedNotifications>();

    /// <summary>How much was counted by this receiver's own meters under a name.</summary>
    public long Counted(string name) => _meters.Of(name);

    /// <param name="folder">Where the store is; null for one that goes with the receiver.</param>
    /// <param name="before">What runs before the routes.</param>
    public static async Task<RunningReceiver> StartAsync(
        Action<ReceiverBuilder>? build = null,
        Action<ReceiverOptions>? options = null,
        string? folder = null,
        TimeProvider? clock = null,
        Action<WebApplication>? before = null)
    {
        var own = folder is null ? Directory.CreateTempSubdirectory("posthorn-receiver-").FullName : null;
        var (logs, meters) = (new CollectedLogs(), new Meters());
        var app = Build(build, receiver => Configure(receiver, folder ?? own!, options), clock, logs);
        before?.Invoke(app);
        _ = app.MapSukiNotifications("/suki");
        _ = app.MapSullyNotifications("/sully");
        _ = app.MapStandardWebhooks("/standard");
        _ = app.MapHealthChecks("/health");
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        return new(app, logs, meters, own);
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _meters.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static void Configure(ReceiverOptions receiver, string folder, Action<ReceiverOptions>? options)
    {
        receiver.Storage = "sqlite:" + Path.Combine(folder, "inbox.db");
        receiver.DrainGrace = TimeSpan.FromSeconds(5);
        options?.Invoke(receiver);
    }

    private static WebApplication Build(Action<ReceiverBuilder>? build, Action<ReceiverOptions> options, TimeProvider? clock, CollectedLogs logs)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.AddProvider(logs);
        builder.Services.AddRoutingCore();
        if (clock is not null)
        {
            _ = builder.Services.AddSingleton(clock);
        }

        var receiver = builder.Services.AddPosthornReceiver(options)
            .AddSource("suki", static source => source.Secrets.Add(new() { Value = Sender.Suki }))
            .AddSource("sully", static source => source.Secrets.Add(new() { Value = Sender.Sully }))
            .AddSource("standard", static source => source.Secrets.Add(new() { Value = Sender.Standard }));
        build?.Invoke(receiver);
        return builder.Build();
    }

    /// <summary>Listens to meters that are made from now on; counts of receivers that run beside are told apart by nobody, so tests ask for at least.</summary>
    private sealed class Meters : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

        public Meters()
        {
            _listener.InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Posthorn")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _counts.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
            _listener.Start();
        }

        public long Of(string name) => _counts.GetValueOrDefault(name);

        public void Dispose() => _listener.Dispose();
    }
}
