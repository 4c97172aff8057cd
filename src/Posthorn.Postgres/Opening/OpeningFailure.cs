using System.Security.Authentication;
using Npgsql;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;

namespace Posthorn.Postgres.Opening;

/// <summary>Says in one line why a database could not be opened, and what to do: by its address and names, never by its password.</summary>
internal static class OpeningFailure
{
    public static StartRefusedException Describe(Exception exception, ConnectionSettings settings) => exception switch
    {
        _ when StoreFailure.IsPassing(exception) => new(
            "store_away", $"{settings.Place} does not serve: {StoreFailure.Describe(exception)}. Start PostgreSQL there, or correct Host and Port.", exception),
        PostgresException refused => Describe(refused, settings),
        NpgsqlException { InnerException: AuthenticationException } => new(
            "store_tls_failed", $"No safe connection to {settings.Place} can be made: the certificate or the protocol is not accepted. Look at SSL Mode and Root Certificate.", exception),
        NpgsqlException when exception.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => Login(exception, settings),
        _ => new("store_unreadable", $"{settings.Place} cannot be spoken to as PostgreSQL. Look at Host, Port and SSL Mode.", exception),
    };

    private static StartRefusedException Describe(PostgresException refused, ConnectionSettings settings) => refused.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => Login(refused, settings),
        PostgresErrorCodes.InvalidCatalogName => new(
            "store_database_missing", $"{settings.Place} has no database '{settings.Database}'. Make it first (create database), with encoding UTF8.", refused),
        PostgresErrorCodes.InsufficientPrivilege => new(
            "store_not_permitted",
            $"User '{settings.Username}' may not do everything that is needed in database '{settings.Database}' of {settings.Place}. Let it create and own tables in its schema.",
            refused),
        _ => new("store_unreadable", $"{settings.Place} refused to be opened: {StoreFailure.Describe(refused)}.", refused),
    };

    private static StartRefusedException Login(Exception exception, ConnectionSettings settings) => new(
        "store_login_refused", $"{settings.Place} does not let user '{settings.Username}' in. Look at Username and Password, and at pg_hba.conf.", exception);
}
