using System.Data;
using Npgsql;

namespace Posthorn.Postgres.Connection;

/// <summary>The statements that the driver has prepared on a connection by itself.</summary>
internal static class PreparedStatements
{
    /// <summary>
    /// Forgets them after a refusal. Refused while a statement was just being prepared, session and driver may not mean the same by its name any more: the next
    /// batch would be stored, and its answer not understood. Never throws: a connection that cannot be asked even this is given up by its next user.
    /// </summary>
    public static void Forget(NpgsqlConnection connection, Exception refusal)
    {
        if (refusal is not PostgresException || connection.State != ConnectionState.Open)
        {
            return;
        }

        try
        {
            connection.UnprepareAll();
        }
        catch (Exception exception) when (StoreFailure.IsPassing(exception) || exception is NpgsqlException)
        {
            // Broken: the pool throws it away.
        }
    }
}
