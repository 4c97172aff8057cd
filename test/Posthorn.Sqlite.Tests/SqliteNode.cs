using Posthorn.Conformance;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Reading;
using Posthorn.Sqlite.Replay;
using Posthorn.Sqlite.Retention;
using Posthorn.Sqlite.Sessions;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Tests;

/// <summary>The one process that has the file.</summary>
internal sealed class SqliteNode(SqliteStorage storage, MissedEvents missed) : StoreNode
{
    public SqliteStorage Storage => storage;

    public override IEventLog Log { get; } = new SqliteEventLog(storage.Writer);

    public override ILaneStore Lanes { get; } = new SqliteLaneStore(storage.Writer);

    public override ILaneLeases Leases { get; } = new SoleLeases();

    public override IConfigurationStore Configuration { get; } = new SqliteConfiguration(storage.Writer, storage.Readers);

    public override IHistory History { get; } = new SqliteHistory(storage.Readers);

    public override IReplayStore Replays { get; } = new SqliteReplays(storage.Writer, storage.Readers, missed);

    public override IRetention Retention { get; } = new SqliteRetention(storage.Writer, storage.Readers);

    public override ISessionStore Sessions { get; } = new SqliteSessions(storage.Writer, storage.Readers);

    // What had been asked of the writer is done, and nobody hears of it.
    public override ValueTask KillAsync() => DisposeAsync();

    public override ValueTask DisposeAsync()
    {
        storage.Dispose();
        return default;
    }
}
