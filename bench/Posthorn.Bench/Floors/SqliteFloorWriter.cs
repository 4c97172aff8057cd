using System.Threading.Channels;
using SQLitePCL;

namespace Posthorn.Bench.Floors;

/// <summary>The durable floor's store: one thread, one SQLite file, and a commit for everything that came in during the last one.</summary>
internal sealed class SqliteFloorWriter : IFloorWriter
{
    // What a settled delivery waits at most for an event's commit to ride along with.
    private const int SettleWaitMilliseconds = 5;

    private const string Schema = """
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma wal_autocheckpoint = 4000;
        pragma cache_size = -65536;
        create table events (id integer primary key, endpoint integer not null, created_at integer not null, body blob not null);
        create table deliveries (
            id integer primary key, event_id integer not null, endpoint integer not null, state integer not null, due_at integer not null,
            attempts integer not null, settled_at integer);
        create index deliveries_due on deliveries (endpoint, due_at) where state = 0;
        create index deliveries_event on deliveries (event_id);
        """;

    private readonly object _gate = new();
    private readonly ChannelWriter<FloorEvent> _stored;
    private readonly TimeProvider _clock;
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _begin, _commit, _addEvent, _addDelivery, _settle;
    private List<FloorEvent> _events = [];
    private List<long> _settled = [];

    public SqliteFloorWriter(string path, ChannelWriter<FloorEvent> stored, TimeProvider clock)
    {
        SqliteLibrary.Use();
        (_stored, _clock) = (stored, clock);
        Check(raw.sqlite3_open_v2(path, out _database, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX, null));
        Check(raw.sqlite3_exec(_database, Schema));
        _begin = Prepare("begin immediate");
        _commit = Prepare("commit");
        _addEvent = Prepare("insert into events (id, endpoint, created_at, body) values (?1, ?2, ?3, ?4)");
        _addDelivery = Prepare("insert into deliveries (id, event_id, endpoint, state, due_at, attempts) values (?1, ?1, ?2, 0, ?3, 0)");
        _settle = Prepare("update deliveries set state = 1, attempts = attempts + 1, settled_at = ?2 where id = ?1");
        new Thread(Run) { IsBackground = true, Name = "writer" }.Start();
    }

    public void Add(FloorEvent added)
    {
        lock (_gate)
        {
            _events.Add(added);
            if (_events.Count == 1)
            {
                Monitor.Pulse(_gate);
            }
        }
    }

    public void Settle(long delivery)
    {
        lock (_gate)
        {
            _settled.Add(delivery);
        }
    }

    public ValueTask DisposeAsync()
    {
        _database.Dispose();
        return default;
    }

    private void Run()
    {
        var (events, settled) = (new List<FloorEvent>(), new List<long>());
        while (true)
        {
            lock (_gate)
            {
                if (_events.Count == 0)
                {
                    _ = Monitor.Wait(_gate, SettleWaitMilliseconds);
                }

                (events, _events, settled, _settled) = (_events, events, _settled, settled);
            }

            if (events.Count + settled.Count > 0)
            {
                Commit(events, settled);
                events.Clear();
                settled.Clear();
            }
        }
    }

    private void Commit(List<FloorEvent> events, List<long> settled)
    {
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        Step(_begin);
        foreach (var added in events)
        {
            Check(raw.sqlite3_bind_int64(_addEvent, 1, added.Id));
            Check(raw.sqlite3_bind_int(_addEvent, 2, added.Endpoint));
            Check(raw.sqlite3_bind_int64(_addEvent, 3, now));
            Check(raw.sqlite3_bind_blob(_addEvent, 4, added.Body));
            Step(_addEvent);
            Check(raw.sqlite3_bind_int64(_addDelivery, 1, added.Id));
            Check(raw.sqlite3_bind_int(_addDelivery, 2, added.Endpoint));
            Check(raw.sqlite3_bind_int64(_addDelivery, 3, now));
            Step(_addDelivery);
        }

        foreach (var delivery in settled)
        {
            Check(raw.sqlite3_bind_int64(_settle, 1, delivery));
            Check(raw.sqlite3_bind_int64(_settle, 2, now));
            Step(_settle);
        }

        Step(_commit);
        foreach (var added in events)
        {
            added.SetStored();
            _ = _stored.TryWrite(added);
        }
    }

    private sqlite3_stmt Prepare(string sql)
    {
        Check(raw.sqlite3_prepare_v2(_database, sql, out var statement));
        return statement;
    }

    private void Step(sqlite3_stmt statement)
    {
        var result = raw.sqlite3_step(statement);
        Check(result == raw.SQLITE_DONE ? raw.sqlite3_reset(statement) : result);
    }

    // The floor has no plan for a disk that fails: it ends, and the measurement with it.
    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new InvalidOperationException($"SQLite answered {result}: {raw.sqlite3_errmsg(_database).utf8_to_string()}");
        }
    }
}
