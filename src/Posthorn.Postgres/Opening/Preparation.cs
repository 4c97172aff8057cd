using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;

namespace Posthorn.Postgres.Opening;

/// <summary>Looks whether a server is fit, and brings its database to the schema of this program.</summary>
internal static partial class Preparation
{
    /// <returns>Whether a pooler is between.</returns>
    /// <exception cref="StartRefusedException">The server could not keep what is promised, or the database is not for us.</exception>
    public static async Task<bool> RunAsync(ConnectionSettings settings, ILogger logger)
    {
        await using var source = settings.Opening();
        await using var connection = await source.OpenConnectionAsync();
        var fitness = await ServerFitness.ReadAsync(connection);
        fitness.Require(settings.Place);
        foreach (var step in await Migrator.RunAsync(connection, Migration.Embedded(), $"Database '{settings.Database}' of {settings.Place}"))
        {
            Log.Migrated(logger, step);
        }

        // The process that a server names at the connecting is the one that answers. A pooler names one that there is not.
        var isPooledElsewhere = fitness.ProcessId != connection.ProcessID;
        if (isPooledElsewhere)
        {
            Log.PooledElsewhere(logger);
        }

        return isPooledElsewhere;
    }

    private static partial class Log
    {
        [LoggerMessage(EventIds.Migrated, LogLevel.Information, "The database has taken {Step} of the schema")]
        public static partial void Migrated(ILogger logger, string step);

        [LoggerMessage(
            EventIds.PooledElsewhere,
            LogLevel.Information,
            "A connection pooler is between this node and PostgreSQL: statements are not prepared, and other nodes' hints are not heard. All else is the same")]
        public static partial void PooledElsewhere(ILogger logger);
    }
}
