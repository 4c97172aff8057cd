using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Relay.Keeping;

/// <summary>Writes down how far a listener has come. Never back.</summary>
internal sealed class SaveListener(long sourceKey, string name, long sequence, DateTimeOffset now) : WriteCommand<bool>
{
    private const string Save =
        """
        insert into listeners (source_key, name, sequence, seen_at) values (?1, ?2, ?3, ?4)
        on conflict (source_key, name) do update set sequence = max(sequence, excluded.sequence), seen_at = excluded.seen_at
        """;

    internal override bool CanWait => true;

    protected override bool Apply(SqliteConnection connection)
    {
        _ = connection.Kept(Save).Bind(1, sourceKey).Bind(2, name).Bind(3, sequence).Bind(4, now).Execute();
        return true;
    }
}
