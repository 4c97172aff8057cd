using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Sessions;

/// <summary>Deletes sessions that nobody has written for long, and documents of encounters likewise.</summary>
internal sealed class ForgetSessions(DateTimeOffset before, int limit) : WriteCommand<int>
{
    protected override int Apply(SqliteConnection connection)
    {
        var old = new List<(long Partner, string Id)>();
        var row = connection.Kept(SessionSql.Old).Bind(1, before).Bind(2, limit);
        while (row.Read())
        {
            old.Add((row.Int64(0), row.Text(1)));
        }

        foreach (var (partner, id) in old)
        {
            _ = connection.Kept(SessionSql.Forget).Bind(1, partner).Bind(2, id).Bind(3, before).Execute();
            _ = connection.Kept(SessionSql.ForgetDocuments).Bind(1, partner).Bind(2, id).Execute();
        }

        var documents = connection.Kept(SessionSql.ForgetOfEncounters).Bind(1, before).Bind(2, limit).Execute();
        return Math.Max(old.Count, documents);
    }
}
