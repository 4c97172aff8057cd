using Posthorn.Conformance;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Opening;

namespace Posthorn.Postgres.Tests.Promises;

/// <summary>One of the nodes that work on a database.</summary>
internal sealed class PostgresNode(PostgresStorage storage, MissedEvents missed) : StoreNode
{
    private readonly PostgresStores _stores = new(storage, missed);
    private bool _over;

    public PostgresStorage Storage => storage;

    /// <summary>By which others know it, also when it has ended.</summary>
    public long Term { get; } = storage.Leases.Registered;

    public PostgresStores Stores => _stores;

    public override IEventLog Log => _stores.Log;

    public override ILaneStore Lanes => _stores.Lanes;

    public override ILaneLeases Leases => storage.Leases;

    public override IConfigurationStore Configuration => storage.Configuration;

    public override IHistory History => _stores.History;

    public override IReplayStore Replays => _stores.Replays;

    public override IRetention Retention => _stores.Retention;

    public override ISessionStore Sessions => _stores.Sessions;

    public override ValueTask KillAsync() => EndAsync(retire: false);

    public override ValueTask DisposeAsync() => EndAsync(retire: true);

    private async ValueTask EndAsync(bool retire)
    {
        if (_over)
        {
            return;
        }

        _over = true;
        await _stores.DisposeAsync();
        if (retire)
        {
            await storage.Leases.RetireAsync();
        }

        await storage.DisposeAsync();
    }
}
