using System.Globalization;
using Npgsql;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Opening;

namespace Posthorn.Postgres.Connection;

/// <summary>What each kind of connection is made with: the user's settings, and over them what the store depends on.</summary>
internal sealed class ConnectionSettings(NpgsqlConnectionStringBuilder given, PostgresOptions options)
{
    private const string OurName = "posthorn";
    private const int MostPrepared = 200;

    /// <summary>A commit under load has some tens of events of a kilobyte: it is to leave in one piece.</summary>
    private const int RoomForBatch = 128 * 1024;

    /// <summary>Where it leads, for people: no user, no password.</summary>
    public string Place { get; } = $"{given.Host}:{given.Port.ToString(CultureInfo.InvariantCulture)}";

    public string? Database => given.Database ?? given.Username;

    public string? Username => given.Username;

    /// <summary>How many connections the pool may hold.</summary>
    public int Connections { get; } = given.ShouldSerialize("Maximum Pool Size") ? given.MaxPoolSize : options.Connections;

    /// <exception cref="StartRefusedException">They do not go together with the options.</exception>
    public void Require()
    {
        if (Connections <= options.Writers)
        {
            throw new StartRefusedException(
                "store_connection_invalid",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The connection string of PostgreSQL cannot be used: Maximum Pool Size ({Connections}) must be more than the number of writers ({options.Writers})."));
        }
    }

    /// <summary>The pool that all work goes through.</summary>
    /// <param name="isPooledElsewhere">A pooler is between: nothing may be left behind in a session, for the next statement meets another one.</param>
    public NpgsqlDataSource Work(bool isPooledElsewhere)
    {
        var settings = Common(isPooledElsewhere);
        settings.Pooling = true;
        settings.CommandTimeout = Seconds(options.CommandTimeout);
        settings.MaxPoolSize = Connections;
        settings.MaxAutoPrepare = isPooledElsewhere ? 0 : MostPrepared;
        settings.AutoPrepareMinUsages = 2;
        if (!given.ShouldSerialize("Write Buffer Size"))
        {
            settings.WriteBufferSize = RoomForBatch;
        }

        return NpgsqlDataSource.Create(settings);
    }

    /// <summary>Single connections for the opening.</summary>
    public NpgsqlDataSource Opening()
    {
        // Whether a pooler is between is not known yet.
        var settings = Alone("opening", isPooledElsewhere: true);
        settings.CommandTimeout = Seconds(options.CommandTimeout);
        return Simple(settings);
    }

    /// <summary>The connection of the heartbeat: reserved, so that an empty pool stops no proof, and given up soon, so that there is time for another.</summary>
    public NpgsqlDataSource Heartbeat(bool isPooledElsewhere)
    {
        var settings = Alone("heartbeat", isPooledElsewhere);
        settings.Timeout = settings.CommandTimeout = Seconds(options.StopAfter / 4);

        // A cut connection would answer no cancellation either.
        settings.CancellationTimeout = -1;
        return Simple(settings);
    }

    /// <summary>The connection that listens for hints.</summary>
    public NpgsqlDataSource Hints()
    {
        var settings = Alone("hints", isPooledElsewhere: false);
        settings.KeepAlive = 30;
        return Simple(settings);
    }

    // Numbers, texts and times are known without asking for all the types of the database.
    private static NpgsqlDataSource Simple(NpgsqlConnectionStringBuilder settings) =>
        new NpgsqlDataSourceBuilder(settings.ConnectionString).ConfigureTypeLoading(static types => types.EnableTypeLoading(false)).Build();

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));

    private NpgsqlConnectionStringBuilder Alone(string purpose, bool isPooledElsewhere)
    {
        var settings = Common(isPooledElsewhere);
        settings.Pooling = false;
        settings.ApplicationName += " " + purpose;
        settings.MaxAutoPrepare = 0;
        return settings;
    }

    private NpgsqlConnectionStringBuilder Common(bool isPooledElsewhere)
    {
        var settings = new NpgsqlConnectionStringBuilder(given.ConnectionString)
        {
            Enlist = false,
            Multiplexing = false,
            IncludeErrorDetail = false,
            IncludeFailedBatchedCommand = false,
            LogParameters = false,
            PersistSecurityInfo = false,
            TcpKeepAlive = true,

            // No setting of ours outlives a transaction, so there is nothing to reset.
            NoResetOnClose = true,
        };
        settings.ApplicationName ??= OurName;
        if (settings.KeepAlive == 0)
        {
            settings.KeepAlive = 30;
        }

        if (settings.Host!.Contains(',', StringComparison.Ordinal) && string.IsNullOrEmpty(settings.TargetSessionAttributes))
        {
            settings.TargetSessionAttributes = "primary";
        }

        if (!isPooledElsewhere)
        {
            // A node that hangs in the middle of a transaction must not hold its locks for longer than it may hold its lanes.
            settings.Options = $"{settings.Options} -c idle_in_transaction_session_timeout={Seconds(options.StopAfter)}s".TrimStart();
        }

        return settings;
    }
}
