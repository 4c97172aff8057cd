using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Npgsql;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Configuration;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Hints;
using Posthorn.Postgres.Leases;

namespace Posthorn.Postgres.Opening;

/// <summary>An open database of many nodes, and what this node has of it: its connections, its lease, its clock.</summary>
internal sealed class PostgresStorage : IAsyncDisposable
{
    private readonly NpgsqlDataSource _heartbeatSource;
    private readonly NpgsqlDataSource? _hintSource;

    private PostgresStorage(PostgresOptions options, ConnectionSettings settings, bool isPooledElsewhere, TimeProvider machine, ILogger logger, Dice dice)
    {
        Options = options;
        Description = $"PostgreSQL, database '{settings.Database}' at {settings.Place}";
        IsPooledElsewhere = isPooledElsewhere;
        Dice = dice;
        Clock = new(machine);
        Source = settings.Work(isPooledElsewhere);
        _heartbeatSource = settings.Heartbeat(isPooledElsewhere);
        _hintSource = isPooledElsewhere ? null : settings.Hints();
        Days = new(Source, options.DaysAhead, logger);
        Hints = new(
            Source, _hintSource, () => Leases?.Registered ?? 0, machine, options.HintEvery, () => new(dice, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(30)), logger);
        Configuration = new(Source, Hints.AddConfiguration);
    }

    /// <summary>Where it is, in one line for people: no user, no password.</summary>
    public string Description { get; }

    public PostgresOptions Options { get; }

    /// <summary>The pool that all work goes through. It prepares statements by itself where that can be.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>Whether a pooler is between, so that each transaction meets another session: found out, not configured.</summary>
    public bool IsPooledElsewhere { get; }

    /// <summary>The time of the database.</summary>
    public PostgresClock Clock { get; }

    /// <summary>This node's chance, for waits.</summary>
    public Dice Dice { get; }

    public NodeLease Leases { get; private set; } = null!;

    public PostgresConfiguration Configuration { get; }

    public WakeHints Hints { get; }

    /// <summary>Makes the partitions of days to come. Call it every few hours.</summary>
    public Days Days { get; }

    /// <summary>Opens a database, makes what is missing in it, and joins the nodes that work on it.</summary>
    /// <remarks>One that is away is asked again for a while, each time after a wait of any length: nodes that start together do not come back together.</remarks>
    /// <exception cref="StartRefusedException">It cannot be opened, or could not keep what is promised.</exception>
    public static async Task<PostgresStorage> OpenAsync(string connectionString, PostgresOptions options, TimeProvider clock, ILoggerFactory logs)
    {
        options.Require();
        var settings = new ConnectionSettings(ConnectionText.Parse(connectionString), options);
        settings.Require();
        var dice = new Dice(RandomNumberGenerator.GetInt32(int.MaxValue));
        var logger = logs.CreateLogger("Posthorn.Postgres");
        try
        {
            return await new Patience(options.WaitForDatabase, new(dice, TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5)), clock, logger)
                .TryAsync(() => TryOpenAsync(settings, options, clock, logger, dice));
        }
        catch (Exception exception) when (exception is NpgsqlException || StoreFailure.IsPassing(exception))
        {
            throw OpeningFailure.Describe(exception, settings);
        }
    }

    /// <summary>Closes everything. A node that ends in order calls <see cref="NodeLease.RetireAsync"/> before, or others wait until its time has run out.</summary>
    public async ValueTask DisposeAsync()
    {
        await Hints.DisposeAsync();
        if (Leases is { } leases)
        {
            await leases.DisposeAsync();
        }

        Configuration.Dispose();
        await (_hintSource?.DisposeAsync() ?? default);
        await _heartbeatSource.DisposeAsync();
        await Source.DisposeAsync();
    }

    private static async Task<PostgresStorage> TryOpenAsync(ConnectionSettings settings, PostgresOptions options, TimeProvider clock, ILogger logger, Dice dice)
    {
        var isPooledElsewhere = await Preparation.RunAsync(settings, logger);
        var storage = new PostgresStorage(options, settings, isPooledElsewhere, clock, logger, dice);
        try
        {
            storage.Leases = await NodeLease.StartAsync(storage.Source, storage._heartbeatSource, options, storage.Clock, dice, logger);
            await storage.Days.EnsureAsync(storage.Clock.GetUtcNow());
            return storage;
        }
        catch
        {
            await storage.DisposeAsync();
            throw;
        }
    }
}
