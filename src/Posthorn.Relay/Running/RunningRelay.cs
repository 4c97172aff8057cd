using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;
using Posthorn.Hosting;
using Posthorn.Relay.Doors;
using Posthorn.Relay.Keeping;
using Posthorn.Relay.Streaming;
using Posthorn.Server.Logging;

namespace Posthorn.Relay.Running;

/// <summary>A relay that runs in this process: takes what vendors send, keeps it sealed, and streams it to whoever listens.</summary>
internal sealed partial class RunningRelay : IAsyncDisposable
{
    private const string NameOfStore = "relay_name";
    private const int BytesOfName = 8;

    private readonly CancellationTokenSource _ending;
    private readonly RelayDatabase _database;
    private readonly SecretVault _vault;
    private readonly WebApplication _doors;
    private readonly RelayParts _parts;
    private readonly Task _retention;
    private int _stopped;

    private RunningRelay(CancellationTokenSource ending, RelayDatabase database, SecretVault vault, WebApplication doors, RelayParts parts, Task retention) =>
        (_ending, _database, _vault, _doors, _parts, _retention) = (ending, database, vault, doors, parts, retention);

    /// <summary>Where it listens, with the ports that it was given.</summary>
    public IReadOnlyCollection<string> Urls => [.. _doors.Urls];

    public string Store => _database.Path;

    public OpenSources Sources => _parts.Sources;

    /// <param name="log">Where log lines go.</param>
    /// <exception cref="StartRefusedException">The options, the store or the key are not such that it could keep its promises.</exception>
    public static async Task<RunningRelay> StartAsync(RelayOptions options, Stream log, TimeProvider clock, CancellationToken cancellationToken)
    {
        var mistakes = RelayOptionsCheck.Mistakes(options);
        if (mistakes.Count > 0)
        {
            throw new StartRefusedException("options_invalid", string.Join(Environment.NewLine, mistakes));
        }

        var ending = new CancellationTokenSource();
        RelayDatabase? database = null;
        SecretVault? vault = null;
        WebApplication? doors = null;
        try
        {
            database = RelayDatabase.Open(StorageKind.PathOf(options.Storage), clock);
            var meta = new RelayMeta(database.Writer, database.Readers);
            vault = await SecretVault.OpenAsync(meta, new(options.MasterKey, database.Path + ".key", RandomNumberGenerator.Fill), RandomNumberGenerator.Fill);
            var parts = await AssembleAsync(options, database, vault, meta, LogsTo(log, clock), clock, ending.Token);
            var tally = parts.Tally;
            doors = await RelayDoors.OpenAsync(parts.Parts, cancellationToken);
            var retention = new ArrivalRetention(database, tally, parts.Parts.Sources.All, options.Keep, clock, parts.Parts.Logs.CreateLogger<ArrivalRetention>());
            Log.Started(parts.Parts.Logs.CreateLogger<RunningRelay>(), string.Join(' ', doors.Urls), parts.Parts.Sources.All.Count);
            return new(ending, database, vault, doors, parts.Parts, retention.RunAsync(ending.Token));
        }
        catch
        {
            await (doors?.DisposeAsync() ?? default);
            vault?.Dispose();
            database?.Dispose();
            ending.Dispose();
            throw;
        }
    }

    /// <summary>Lets listeners go, answers who is inside, and closes the store.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        await _ending.CancelAsync();
        await _doors.StopAsync(CancellationToken.None);
        await _doors.DisposeAsync();
        await _retention;
        _vault.Dispose();
        _database.Dispose();
        _ending.Dispose();
    }

    private static async Task<(RelayParts Parts, RemovalTally Tally)> AssembleAsync(
        RelayOptions options, RelayDatabase database, SecretVault vault, RelayMeta meta, ILoggerFactory logs, TimeProvider clock, CancellationToken ending)
    {
        var (news, tally) = (new ArrivalNews(), new RemovalTally(logs.CreateLogger<RemovalTally>()));
        var parts = new RelayParts(
            await NameAsync(meta),
            options,
            await OpenSources.OpenAsync(database, options),
            new ArrivalLog(database, vault, news, tally, options.KeepBytes, clock),
            new ArrivalReader(database, vault, logs.CreateLogger<ArrivalReader>()),
            news,
            database,
            new ConnectedListeners(),
            new BodyBudget(BodyBudget.UsualMost),
            logs,
            clock,
            ending);
        return (parts, tally);
    }

    private static async Task<string> NameAsync(RelayMeta meta)
    {
        if (await meta.ReadMetaAsync(NameOfStore) is { } name)
        {
            return Encoding.ASCII.GetString(name);
        }

        var made = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(BytesOfName));
        _ = await meta.WriteMetaAsync(NameOfStore, expected: null, Encoding.ASCII.GetBytes(made));
        return made;
    }

    // The framework writes down addresses with their queries.
    private static LoggerFactory LogsTo(Stream log, TimeProvider clock) => new(
        [new JsonLineLoggerProvider(log, clock)],
        new LoggerFilterOptions { MinLevel = LogLevel.Information, Rules = { new(providerName: null, "Microsoft", LogLevel.Warning, filter: null) } });

    private static partial class Log
    {
        [LoggerMessage(EventIds.RelayStarted, LogLevel.Information, "Relaying at {Urls} for {Sources} sources")]
        public static partial void Started(ILogger logger, string urls, int sources);
    }
}
