using System.Collections.Frozen;
using Npgsql;

namespace Posthorn.Postgres.Connection;

/// <summary>The codes of the server that we tell apart.</summary>
internal static class SqlStates
{
    // Those that the list of Npgsql does not have.
    private const string IdleInTransactionTimeout = "25P03";
    private const string TransactionTimeout = "25P04";
    private const string IdleSessionTimeout = "57P05";

    /// <summary>What passes by itself, or when somebody has made room; beside all of class 08, the connection.</summary>
    public static readonly FrozenSet<string> Passing = FrozenSet.Create(
        StringComparer.Ordinal,
        PostgresErrorCodes.SerializationFailure,
        PostgresErrorCodes.DeadlockDetected,
        PostgresErrorCodes.StatementCompletionUnknown,
        PostgresErrorCodes.InsufficientResources,
        PostgresErrorCodes.DiskFull,
        PostgresErrorCodes.OutOfMemory,
        PostgresErrorCodes.TooManyConnections,
        PostgresErrorCodes.ConfigurationLimitExceeded,
        PostgresErrorCodes.LockNotAvailable,
        PostgresErrorCodes.ObjectInUse,
        PostgresErrorCodes.QueryCanceled,
        PostgresErrorCodes.AdminShutdown,
        PostgresErrorCodes.CrashShutdown,
        PostgresErrorCodes.CannotConnectNow,
        IdleSessionTimeout,
        IdleInTransactionTimeout,
        TransactionTimeout,
        PostgresErrorCodes.IoError,

        // A primary that has become a standby: the address leads to the new one soon.
        PostgresErrorCodes.ReadOnlySqlTransaction);

    /// <summary>Those that end a session before it has begun: nothing was asked.</summary>
    public static readonly FrozenSet<string> AtConnecting = FrozenSet.Create(
        StringComparer.Ordinal,
        PostgresErrorCodes.CannotConnectNow,
        PostgresErrorCodes.TooManyConnections,
        PostgresErrorCodes.InvalidPassword,
        PostgresErrorCodes.InvalidAuthorizationSpecification,
        PostgresErrorCodes.InvalidCatalogName,
        IdleSessionTimeout);

    public static string Describe(string sqlState) => sqlState switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected => "it collided with another transaction",
        PostgresErrorCodes.DiskFull => "its disk is full",
        PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.InsufficientResources or PostgresErrorCodes.ConfigurationLimitExceeded => "it has no room left",
        PostgresErrorCodes.TooManyConnections => "it has no connection left",
        PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.ObjectInUse => "something is locked",
        PostgresErrorCodes.QueryCanceled or TransactionTimeout or IdleInTransactionTimeout => "it took too long",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => "it is stopping or starting",
        PostgresErrorCodes.ReadOnlySqlTransaction => "it is read-only",
        PostgresErrorCodes.IoError => "its disk has failed",
        _ when sqlState.StartsWith("08", StringComparison.Ordinal) => "the connection was lost",
        _ => "it refused",
    };
}
