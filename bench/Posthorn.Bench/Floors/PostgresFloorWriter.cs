using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;

namespace Posthorn.Bench.Floors;

/// <summary>The durable floor's store on PostgreSQL: a commit for everything that came in during the last one, arrays as parameters, one round trip.</summary>
/// <remarks>The same tables and indexes as on SQLite. Two connections take turns, so that one fills a batch while the other's commit is on its way to the disk.</remarks>
internal sealed class PostgresFloorWriter : IFloorWriter
{
    private const int Connections = 2;
    private const int MostAtOnce = 1_000;

    private const string Schema = """
        create table events (id bigint primary key, endpoint integer not null, created_at bigint not null, body bytea not null);
        create table deliveries (
            id bigint primary key, event_id bigint not null, endpoint integer not null, state integer not null, due_at bigint not null,
            attempts integer not null, settled_at bigint);
        create index deliveries_due on deliveries (endpoint, due_at) where state = 0;
        create index deliveries_event on deliveries (event_id);
        """;

    private const string AddEvents = "insert into events select id, endpoint, $4, body from unnest($1::bigint[], $2::integer[], $3::bytea[]) as e (id, endpoint, body)";

    private const string AddDeliveries =
        "insert into deliveries (id, event_id, endpoint, state, due_at, attempts) select id, id, endpoint, 0, $3, 0 from unnest($1::bigint[], $2::integer[]) as d (id, endpoint)";

    private const string SettleDeliveries = "update deliveries set state = 1, attempts = attempts + 1, settled_at = $2 where id = any($1)";

    private static readonly TimeSpan SettleWait = TimeSpan.FromMilliseconds(5);

    private readonly Channel<FloorEvent> _added = Channel.CreateUnbounded<FloorEvent>();
    private readonly Channel<long> _settled = Channel.CreateUnbounded<long>();
    private readonly ChannelWriter<FloorEvent> _stored;
    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _clock;

    private PostgresFloorWriter(NpgsqlDataSource source, ChannelWriter<FloorEvent> stored, TimeProvider clock)
    {
        (_source, _stored, _clock) = (source, stored, clock);
        for (var connection = 0; connection < Connections; connection++)
        {
            _ = Task.Run(RunAsync);
        }
    }

    public static async Task<PostgresFloorWriter> OpenAsync(string connectionString, ChannelWriter<FloorEvent> stored, TimeProvider clock)
    {
        var source = NpgsqlDataSource.Create(connectionString + ";Max Auto Prepare=20;Auto Prepare Min Usages=2;No Reset On Close=true");
        await using var create = source.CreateCommand(Schema);
        _ = await create.ExecuteNonQueryAsync();
        return new(source, stored, clock);
    }

    public void Add(FloorEvent added) => _added.Writer.TryWrite(added);

    public void Settle(long delivery) => _settled.Writer.TryWrite(delivery);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task RunAsync()
    {
        await using var connection = await _source.OpenConnectionAsync();
        var (events, settled) = (new List<FloorEvent>(), new List<long>());
        while (true)
        {
            await WaitAsync();
            Take(_added.Reader, events);
            Take(_settled.Reader, settled);
            if (events.Count + settled.Count > 0)
            {
                await CommitAsync(connection, events, settled);
            }
        }
    }

    // An event is taken at once; what has only arrived waits a little for an event's commit to ride along with.
    private async ValueTask WaitAsync()
    {
        if (_added.Reader.TryPeek(out _))
        {
            return;
        }

        using var patience = new CancellationTokenSource(SettleWait, _clock);
        try
        {
            _ = await _added.Reader.WaitToReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // Nothing came; what has settled goes alone.
        }
    }

    private static void Take<T>(ChannelReader<T> from, List<T> to)
    {
        to.Clear();
        while (to.Count < MostAtOnce && from.TryRead(out var one))
        {
            to.Add(one);
        }
    }

    private async Task CommitAsync(NpgsqlConnection connection, List<FloorEvent> events, List<long> settled)
    {
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        await using var batch = new NpgsqlBatch(connection);
        if (events.Count > 0)
        {
            var ids = events.ConvertAll(static one => one.Id).ToArray();
            var endpoints = events.ConvertAll(static one => one.Endpoint).ToArray();
            var bodies = events.ConvertAll(static one => one.Body).ToArray();
            batch.BatchCommands.Add(Command(AddEvents, ids, endpoints, bodies, now));
            batch.BatchCommands.Add(Command(AddDeliveries, ids, endpoints, now));
        }

        if (settled.Count > 0)
        {
            settled.Sort();
            batch.BatchCommands.Add(Command(SettleDeliveries, settled.ToArray(), now));
        }

        _ = await batch.ExecuteNonQueryAsync();
        foreach (var added in events)
        {
            added.SetStored();
            _ = _stored.TryWrite(added);
        }
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            _ = command.Parameters.Add(new() { Value = value, NpgsqlDbType = TypeOf(value) });
        }

        return command;
    }

    private static NpgsqlDbType TypeOf(object value) => value switch
    {
        long[] => NpgsqlDbType.Array | NpgsqlDbType.Bigint,
        int[] => NpgsqlDbType.Array | NpgsqlDbType.Integer,
        byte[][] => NpgsqlDbType.Array | NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Bigint,
    };
}
