using Posthorn.Delivery.Sessions;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Sessions;

/// <summary>Writes a session and its documents, in whatever transaction is open.</summary>
internal static class SessionRows
{
    /// <returns>False when there is another version by now; then nothing was written.</returns>
    public static bool TryWrite(SqliteConnection connection, SessionWrite write)
    {
        var after = write.After;
        if (SessionColumns.Bind(connection.Kept(after.Version == 1 ? SessionSql.Insert : SessionSql.Update), after).Execute() == 0)
        {
            return false;
        }

        foreach (var document in write.Documents)
        {
            _ = connection.Kept(SessionSql.Keep)
                .Bind(1, after.PartnerKey).Bind(2, document.OfEncounter ? 1 : 0).Bind(3, document.OfEncounter ? after.EncounterId : after.Id)
                .Bind(4, (int)document.Part).Bind(5, after.ChangedAt).Bind(6, document.Json.Span)
                .Execute();
        }

        return true;
    }
}
