using Npgsql;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Reading;
using Posthorn.Postgres.Replay;
using Posthorn.Postgres.Retention;
using Posthorn.Postgres.Sessions;
using Posthorn.Postgres.Writing;
using Posthorn.Postgres.Writing.Appending;
using Posthorn.Postgres.Writing.Batching;
using Posthorn.Postgres.Writing.Claiming;
using Posthorn.Postgres.Writing.Recovering;
using Posthorn.Postgres.Writing.Settling;
using Posthorn.Postgres.Writing.Turning;

namespace Posthorn.Postgres;

/// <summary>The data of one node's store: its log, its lanes, its history, its replays and its retention, over one pool of connections.</summary>
internal sealed class PostgresStores : IAsyncDisposable
{
    /// <summary>The endpoint has it, and its slot is free: writing that down a little later halves the commits of a quiet server.</summary>
    private static readonly TimeSpan SettlementLinger = TimeSpan.FromMilliseconds(3);

    private readonly WriteQueue<IAppend> _appends;
    private readonly WriteQueue<ISessionChange> _sessions;
    private readonly LaneQueues _lanes;

    /// <param name="missed">What endpoints want, for replays of events that they missed.</param>
    public PostgresStores(PostgresStorage storage, MissedEvents missed)
        : this(storage.Source, storage.Leases, storage.Leases.DeclareDeadAsync, storage.Hints.Add, storage.Leases.Hurry, storage.Days, missed, storage.Options, storage.Clock, storage.Dice)
    {
    }

    /// <param name="declareDead">Declares those nodes dead that have not proved in time that they live; gives all that are dead and still known.</param>
    /// <param name="hint">Told for which endpoints something lies due now that no lane of this node holds. Must not wait, nor throw.</param>
    /// <param name="refused">Told when this node takes itself for alive and the database does not.</param>
    public PostgresStores(
        NpgsqlDataSource source,
        ILaneLeases leases,
        Func<ValueTask<IReadOnlyList<long>>> declareDead,
        Action<IReadOnlyCollection<long>> hint,
        Action refused,
        Days days,
        MissedEvents missed,
        PostgresOptions options,
        TimeProvider clock,
        Dice dice)
    {
        var handedOut = new HandedOut();
        var marks = new ClaimMarks(clock, dice);
        LostClaims = new LostClaims(source, leases, handedOut, clock);
        var parts = new WriteParts(source, dice, clock, options.Committed, LostClaims.Doubt);
        var pumps = Math.Max(1, options.Writers / 2);
        _appends = new(parts, new(pumps), () => new AppendWriter(leases, handedOut, hint, refused));
        _sessions = new(parts, new(pumps), () => new SessionWriter(leases, handedOut, hint, refused));
        _lanes = new(
            new(parts, new(Pumps: 1, Most: 200), () => new ClaimWriter(leases, handedOut, marks, parts)),
            new(parts, new(pumps, Linger: SettlementLinger), () => new SettleWriter(leases, handedOut, hint)),
            new(parts, new(Pumps: 1), () => new ReleaseWriter(handedOut)),
            new(parts, new(Pumps: 1), () => new SaveHealthWriter(leases, hint)));

        Log = new PostgresEventLog(_appends, _sessions);
        Lanes = new PostgresLaneStore(source, _lanes, new(source, leases, marks, clock), LostClaims, declareDead);
        History = new PostgresHistory(source, clock);
        News = new PostgresFeedNews(source);
        Sessions = new PostgresSessions(source, _sessions);
        Replays = new PostgresReplays(source, new(source, hint), new(source, missed, hint, clock));
        Retention = new PostgresRetention(new(source, days), new(source), new(source, days), days, clock);
    }

    public IEventLog Log { get; }

    public ILaneStore Lanes { get; }

    public IHistory History { get; }

    public IFeedNews News { get; }

    public ISessionStore Sessions { get; }

    public IReplayStore Replays { get; }

    public IRetention Retention { get; }

    /// <summary>What this node holds without knowing it. Looked for by the lanes' upkeep.</summary>
    internal LostClaims LostClaims { get; }

    /// <summary>Commits what is queued, and takes no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _appends.DisposeAsync();
        await _sessions.DisposeAsync();
        await _lanes.DisposeAsync();
    }
}
