using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Sending;
using Posthorn.Proof.Simulation.Storing;
using Posthorn.Proof.Simulation.Tracing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Hosting;

/// <summary>One process: the engine as a server composes it, over the simulated store, network and clock.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly Ground _ground;
    private readonly ProcessClock _clock;
    private readonly StoreSession _session;
    private readonly SimulatedClient _client;
    private readonly DeliveryOptions _options;
    private readonly EndpointDirectory _directory = new();
    private readonly EventIntake _intake;
    private readonly LaneSet _lanes;
    private readonly DeliveryEngine _engine;
    private readonly ReplayRunner _replays;
    private readonly CancellationTokenSource _stopReplays = new();

    public NodeProcess(Ground ground, Life life, Machine machine, Func<bool> isCut)
    {
        (_ground, Life) = (ground, life);
        _clock = new(ground.Scheduler, life, machine);
        _options = new() { UpkeepEvery = ground.Plan.UpkeepEvery, Seed = life.Number };
        _clock.Watch(_options.UpkeepEvery);
        var chance = ground.Chance.Fork((ulong)life.Number);
        Link = new(ground.Scheduler, ground.World, life, ground.Weather, chance, ground.Trace, ground.Tables) { IsCut = isCut };
        _session = new(ground.Tables, Link, Term, (settlement, settled) => ground.History.Settled.Add(new(life.Number, settlement, settled.Held, ground.Now)));
        Replays = new(ground.Tables, Link);
        _client = new(ground.Network, life, _clock, Term, ground.Trace);

        var dice = new Dice(_options.Seed);
        var store = ground.Replacements.Lanes(_session);
        var preparation = new EventPreparation(_directory);
        var announcer = new Announcer(_directory, preparation);
        var pipeline = new DeliveryPipeline(
            ground.Replacements.Client(_client), store, announcer, new EgressWatch(), ground.Metrics, dice, _clock, NullLogger<DeliveryPipeline>.Instance);
        _lanes = new(_directory, NullLogger<Lane>.Instance);
        _intake = new(preparation, ground.Replacements.Log(_session), _lanes, ground.Metrics, _clock, NullLogger<EventIntake>.Instance);
        _engine = new(_directory, store, _lanes, pipeline, announcer, dice, _options, _clock, NullLogger<DeliveryEngine>.Instance);
        _replays = new(Replays, key => new(_lanes.Of(key)?.HasRoom ?? true), _lanes.Wake, _clock, NullLogger<ReplayRunner>.Instance);
    }

    public Life Life { get; }

    public StoreLink Link { get; }

    public ReplaySession Replays { get; }

    public bool IsReady { get; private set; }

    /// <summary>Starts. A start that fails ends the process: whoever looks after it starts another.</summary>
    public async Task RunAsync()
    {
        try
        {
            _directory.Put(_ground.Settlers.Operators);
            _directory.Put(_ground.Settlers.Partner);
            foreach (var row in await _session.LoadAsync())
            {
                Follow(row.Key);
            }

            await _engine.StartAsync(async (endpoint, reason) => await SetStatusAsync(endpoint.Key, EndpointStatus.Disabled, reason));
        }
        catch (StoreUnavailableException)
        {
            _ground.Trace.Say(What.StartFailed, Life.Number);
            Life.End();
            return;
        }

        IsReady = true;
        _ground.Trace.Say(What.Ready, Life.Number);
        await _replays.RunAsync(_stopReplays.Token);
    }

    public async Task<IReadOnlyList<IntakeResult>> PublishAsync(IReadOnlyList<NewEvent> items) => items.Count == 1
        ? [await _intake.AcceptAsync(_ground.Settlers.Partner, items[0])]
        : await _intake.AcceptAsync([.. items.Select(item => (_ground.Settlers.Partner, item))]);

    /// <summary>What a person does at one node, or the node for good reason.</summary>
    public async Task SetStatusAsync(long endpointKey, EndpointStatus status, string? reason)
    {
        _ = await _session.SetStatusAsync(endpointKey, status, reason, _clock.GetUtcNow());
        Follow(endpointKey);
    }

    /// <summary>Takes over how an endpoint stands now.</summary>
    public void Follow(long endpointKey) => _directory.Put(_ground.Settlers.Make(_ground.Tables.Endpoints[endpointKey]));

    public async Task ReplayAsync(DeliveryId id, long endpointKey)
    {
        if (await Replays.ReplayAsync(id, _clock.GetUtcNow()) == ReplayOutcome.Due)
        {
            _lanes.Wake(endpointKey);
        }
    }

    public async Task ReplayRangeAsync(long endpointKey, ReplayStates states)
    {
        if (_directory.Find(endpointKey) is { Status: not EndpointStatus.Deleted })
        {
            _ = await _replays.StartAsync(endpointKey, since: null, until: null, states);
        }
    }

    /// <summary>Stops as it does when it is told to: no more from publishers, and what is in flight may end.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        IsReady = false;
        StopReplays();

        // The engine leaves to another thread what wakes its loops. That is waited for, and so there must be a loop to wake.
        while (_clock.WatchedTimers == 0)
        {
            await Task.Delay(Moment, _clock);
        }

        var drained = _engine.DrainAsync(patience);
        _ground.Scheduler.Await(drained);
        _ = await drained;
    }

    /// <summary>The process is dead: what it had under way is cut.</summary>
    public void Cut()
    {
        IsReady = false;
        Link.Break();
        _client.Cut();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _stopReplays.Dispose();
    }

    private void StopReplays() => _stopReplays.Cancel();

    private static long Term() => SoleLeases.OnlyTerm;
}
