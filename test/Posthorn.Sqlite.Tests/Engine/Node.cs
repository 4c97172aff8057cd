using Microsoft.Extensions.Logging;
using Posthorn.Delivery;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Configuration;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Opening;
using Posthorn.Sqlite.Reading;
using Posthorn.Sqlite.Replay;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>One process: the engine over a real file, from its start to its end.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly DeliveryMetrics _metrics = new();

    public Node(Rig rig, Life life)
    {
        Storage = SqliteStorage.Open(rig.Folder.Database, new SqliteOptions(), rig.Clock);
        Life = life;
        Tap = new(life);
        Configuration = new(Storage.Writer, Storage.Readers);
        History = new(Storage.Readers);
        Replays = new(Storage.Writer, Storage.Readers, new((_, _) => true, (_, _) => null));

        var leases = new SoleLeases();
        var dice = new Dice(rig.Options.Seed);
        var store = new TappedLaneStore(new SqliteLaneStore(Storage.Writer), Tap);
        var preparation = new EventPreparation(Directory);
        Announcer = new(Directory, preparation, Readers);
        var pipeline = new DeliveryPipeline(
            new SignedHttpDestination(new MortalClient(rig.Client, life)), store, Announcer, new EgressWatch(), _metrics, dice, rig.Clock,
            rig.Logs.CreateLogger<DeliveryPipeline>());
        Lanes = new(Directory, leases, rig.Logs.CreateLogger<Lane>());
        Intake = new(
            preparation, new TappedEventLog(new SqliteEventLog(Storage.Writer), Tap), Lanes, Readers, _metrics, rig.Clock, rig.Logs.CreateLogger<EventIntake>());
        Engine = new(Directory, store, leases, Lanes, pipeline, Announcer, dice, rig.Options, rig.Clock, rig.Logs.CreateLogger<DeliveryEngine>());
    }

    public Life Life { get; }

    public StoreTap Tap { get; }

    public SqliteStorage Storage { get; }

    public EndpointDirectory Directory { get; } = new();

    public FeedReaders Readers { get; } = new();

    public Announcer Announcer { get; }

    public LaneSet Lanes { get; }

    public EventIntake Intake { get; }

    public DeliveryEngine Engine { get; }

    public SqliteConfiguration Configuration { get; }

    public SqliteHistory History { get; }

    public SqliteReplays Replays { get; }

    public async Task LoadAsync(IEnumerable<Partner> partners, IEnumerable<Endpoint> endpoints)
    {
        foreach (var stored in (await Configuration.LoadAsync()).Partners.Where(static one => one.IsOperator))
        {
            Directory.Put(stored);
        }

        foreach (var partner in partners)
        {
            Directory.Put(partner);
        }

        foreach (var endpoint in endpoints)
        {
            Directory.Put(endpoint);
        }
    }

    public Lane LaneOf(Endpoint endpoint) => Lanes.Of(endpoint.Key).ShouldNotBeNull();

    public async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<Statement, T> read) =>
        await Storage.Writer.RunAsync(new QueryCommand<IReadOnlyList<T>>(connection =>
        {
            using var rows = connection.Prepare(sql);
            var found = new List<T>();
            while (rows.Read())
            {
                found.Add(read(rows));
            }

            return found;
        }));

    public Task<IReadOnlyList<DeliveryRow>> DeliveriesAsync() => ReadAsync(DeliveryRow.Select, DeliveryRow.Read);

    public Task<IReadOnlyList<AttemptRow>> AttemptsAsync() => ReadAsync(AttemptRow.Select, AttemptRow.Read);

    public async Task WriteAsync(string sql) =>
        _ = await Storage.Writer.RunAsync(new QueryCommand<int>(connection =>
        {
            connection.Execute(sql);
            return 0;
        }));

    /// <summary>Ends it as a killed process ends: what it has not handed to the disk by now is gone.</summary>
    public ValueTask DisposeAsync()
    {
        Life.End();
        Engine.Dispose();
        Storage.Dispose();
        _metrics.Dispose();
        return ValueTask.CompletedTask;
    }
}
