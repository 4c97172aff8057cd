using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;
using Posthorn.Emulators.Doors;
using Posthorn.Emulators.Scripting;
using Posthorn.Emulators.Sessions;
using Posthorn.Emulators.Watching;
using Posthorn.Protocol.Signing;
using Posthorn.Server.Logging;

namespace Posthorn.Emulators.Running;

/// <summary>A vendor that runs in this process: its surface for the partner's client, and an engine that notifies the partner's server.</summary>
internal sealed partial class RunningEmulator : IAsyncDisposable
{
    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(5);

    private readonly IVendor _vendor;
    private readonly EmulatorOptions _options;
    private readonly Stream _log;
    private readonly Database _database;
    private readonly EngineWishes _wishes;
    private readonly ILogger _logger;
    private readonly EngineSlot _slot = new();
    private readonly ResetGate _gate = new();
    private CancellationTokenSource _ending = new();
    private WebApplication? _doors;
    private int _stopped;

    private RunningEmulator(IVendor vendor, EmulatorOptions options, Stream log, TimeProvider clock, ILoggerFactory logs)
    {
        (_vendor, _options, _log) = (vendor, options, log);
        (_database, _logger) = (new(options.Storage), logs.CreateLogger<RunningEmulator>());
        var (casting, journal, seeds, tempo) = (new Casting(options.Scenario), new Journal(), new Seeds(options.Seed), new Tempo(options.TimeScale, clock));
        Secret = options.Secret ?? SecretOf(vendor, seeds, "secret");
        OldSecret = options.OldSecret ?? SecretOf(vendor, seeds, "old-secret");
        _wishes = new($"emulated_{vendor.Name}", vendor.Profile, options.NotifyUrl, Secret, new(KeyOf(vendor, OldSecret)), casting, journal, tempo);
        var sessions = new SessionBook(_slot);
        Stage = new()
        {
            Options = options,
            Scenario = options.Scenario,
            Casting = casting,
            Seeds = seeds,
            Tempo = tempo,
            Sessions = sessions,
            Work = new(sessions, tempo, seeds, logs.CreateLogger<SessionWork>()),
            Journal = journal,
            Logs = logs,
            Ending = () => _ending.Token,
        };
    }

    /// <summary>Where it listens, with the port that it was given.</summary>
    public IReadOnlyCollection<string> Urls => [.. _doors!.Urls];

    public Stage Stage { get; }

    /// <summary>What notifications are signed with: the one that was given, or one out of the seed.</summary>
    public string Secret { get; }

    public string OldSecret { get; }

    /// <summary>The file of the store; null where it is in memory.</summary>
    public string? Store => _database.IsPassing ? null : Path.GetFullPath(_database.Path);

    /// <exception cref="StartRefusedException">The options or the store are not such that it could run.</exception>
    public static async Task<RunningEmulator> StartAsync(
        IVendor vendor, EmulatorOptions options, Stream log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var mistakes = EmulatorOptionsCheck.Mistakes(options, vendor.Profile);
        if (mistakes.Count > 0)
        {
            throw new StartRefusedException("options_invalid", string.Join(Environment.NewLine, mistakes));
        }

        // The framework writes down addresses with their queries.
        var filter = new LoggerFilterOptions
        {
            MinLevel = LogLevel.Information,
            Rules = { new(providerName: null, "Microsoft", LogLevel.Warning, filter: null) },
        };
        var logs = new LoggerFactory([new JsonLineLoggerProvider(log, clock)], filter);
        var emulator = new RunningEmulator(vendor, options, log, clock, logs);
        try
        {
            await emulator.StartAsync(cancellationToken);
            return emulator;
        }
        catch
        {
            await emulator.DisposeAsync();
            throw;
        }
    }

    /// <summary>Forgets everything: sessions, results, notifications that wait, the journal. Open streams end.</summary>
    /// <returns>False when it is being done already.</returns>
    public async Task<bool> ResetAsync()
    {
        if (!_gate.TryClose(out var empty))
        {
            return false;
        }

        try
        {
            var ended = Interlocked.Exchange(ref _ending, new());
            await ended.CancelAsync();
            await Task.WhenAny(empty, Task.Delay(LongestRequest, Stage.Clock));
            await Stage.Work.StopAsync();
            await _slot.TakeAsync();
            _database.Clear();
            Stage.Casting.Forget();
            _vendor.Forget();
            _slot.Put(await StartEngineAsync(CancellationToken.None));
            Stage.Journal.Forget();
            Log.Reset(_logger);
            return true;
        }
        finally
        {
            _gate.Open();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _ending.CancelAsync();
        if (_doors is { } doors)
        {
            await doors.StopAsync(CancellationToken.None);
            await doors.DisposeAsync();
        }

        await Stage.Work.DisposeAsync();
        await _slot.TakeAsync();
        _database.Dispose();
        _ending.Dispose();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _database.Prepare(_vendor.Name, _options.Reset);
        _slot.Put(await StartEngineAsync(cancellationToken));
        _doors = await EmulatorDoors.OpenAsync(_vendor, Stage, _gate, ResetAsync, cancellationToken);
        Log.Started(_logger, _vendor.Name, string.Join(' ', _doors.Urls));
    }

    private Task<EmulatorEngine> StartEngineAsync(CancellationToken cancellationToken) =>
        EmulatorEngine.StartAsync(_database, _options, _wishes, _log, Stage.Clock, cancellationToken);

    private static string SecretOf(IVendor vendor, Seeds seeds, string purpose) => vendor.Profile.Scheme.GenerateSecret(count => seeds.Bytes(purpose, count));

    private static SigningKey KeyOf(IVendor vendor, string secret) =>
        vendor.Profile.Scheme.TryCreateKey(secret, out var key, out var problem) ? key : throw new StartRefusedException("options_invalid", problem);

    private static partial class Log
    {
        [LoggerMessage(EventIds.EmulatorStarted, LogLevel.Information, "Emulating {Vendor} at {Urls}")]
        public static partial void Started(ILogger logger, string vendor, string urls);

        [LoggerMessage(EventIds.EmulatorReset, LogLevel.Information, "Everything is forgotten")]
        public static partial void Reset(ILogger logger);
    }
}
