using System.Net.Sockets;
using Npgsql;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Connection;

/// <summary>What an exception of the database means: whether it passes by itself, and whether something may have been stored all the same.</summary>
internal static class StoreFailure
{
    // What Npgsql says before anything was sent. Another wording of it would count as ambiguous, which is the safe side.
    private const string NotConnected = "Failed to connect";
    private const string PoolExhausted = "The connection pool has been exhausted";

    /// <summary>Whether the same may well succeed a little later, without anybody's doing.</summary>
    public static bool IsPassing(Exception exception) => exception switch
    {
        PostgresException refused => SqlStates.Passing.Contains(refused.SqlState) || IsConnection(refused.SqlState),
        NpgsqlException { InnerException: { } cause } => IsPassing(cause),
        _ => exception is IOException or SocketException or TimeoutException || IsMisunderstanding(exception),
    };

    /// <summary>
    /// Whether a commit that failed with this may have happened: the answer was lost, or the server went away while it answered.
    /// False where the server has refused it, or was never asked.
    /// </summary>
    public static bool IsAmbiguous(Exception exception) => exception switch
    {
        // An error that leaves the session standing has rolled back; one that ends it may have come after the commit.
        PostgresException refused => IsConnection(refused.SqlState)
            || refused.SqlState == PostgresErrorCodes.StatementCompletionUnknown
            || (refused.InvariantSeverity is "FATAL" or "PANIC" && !SqlStates.AtConnecting.Contains(refused.SqlState)),
        NpgsqlException never when never.Message.StartsWith(NotConnected, StringComparison.Ordinal) || never.Message.StartsWith(PoolExhausted, StringComparison.Ordinal) => false,
        NpgsqlException { InnerException: { } cause } => IsAmbiguous(cause),
        _ => exception is IOException or SocketException or TimeoutException || IsMisunderstanding(exception),
    };

    /// <summary>What the engine is told: <see cref="StoreUnavailableException"/> for what passes, and the exception itself for a mistake of ours.</summary>
    public static Exception Translate(Exception exception) =>
        IsPassing(exception) ? new StoreUnavailableException($"The database did not do it: {Describe(exception)}.", exception) : exception;

    /// <summary>Calls the database, its failures translated.</summary>
    public static async ValueTask<T> TranslatedAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            throw Translate(exception);
        }
    }

    /// <summary>Calls the database, its failures translated.</summary>
    public static async ValueTask TranslatedAsync(Func<Task> call)
    {
        try
        {
            await call();
        }
        catch (Exception exception) when (IsPassing(exception))
        {
            throw Translate(exception);
        }
    }

    /// <summary>In a few words that hold no value, no address and nothing that the server was sent.</summary>
    public static string Describe(Exception exception) => exception switch
    {
        PostgresException refused => $"{SqlStates.Describe(refused.SqlState)} (SQLSTATE {refused.SqlState})",
        NpgsqlException exhausted when exhausted.Message.StartsWith(PoolExhausted, StringComparison.Ordinal) => "all connections are in use",
        NpgsqlException { InnerException: { } cause } => Describe(cause),
        TimeoutException => "it did not answer in time",
        SocketException => "it cannot be reached",
        IOException => "the connection was lost",
        _ when IsMisunderstanding(exception) => "its answer was not understood, and the connection was given up",
        _ => exception.GetType().Name,
    };

    // What the driver throws, as nothing else does, when it does not understand what the server says. It gives the connection up then.
    private static bool IsMisunderstanding(Exception exception) => exception.GetType() == typeof(Exception);

    private static bool IsConnection(string sqlState) => sqlState.StartsWith("08", StringComparison.Ordinal);
}
