using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Sending;
using Posthorn.Proof.Simulation.Tracing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Hosting;

/// <summary>One process: the engine as a server composes it, over the simulated store, network and clock.</summary>
internal sealed class NodeProcess : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly Ground _ground;
    private readonly ProcessClock _clock;
    private readonly StoreSide _store;
    private readonly SimulatedClient _client;
    private readonly EndpointDirectory _directory = new();
    private readonly EventIntake _intake;
    private readonly LaneSet _lanes;
    private readonly DeliveryEngine _engine;
    private readonly ReplayRunner _replays;
    private readonly CancellationTokenSource _stopReplays = new();

    public NodeProcess(Ground ground, Life life, Machine machine, int name, Func<bool> isCut)
    {
        (_ground, Life) = (ground, life);
        var options = new DeliveryOptions { UpkeepEvery = ground.Plan.UpkeepEvery, LookEvery = ground.Plan.LookEvery, Seed = life.Number };
        _clock = new(ground.Scheduler, life, machine);
        _clock.Watch(options.UpkeepEvery);
        _clock.Watch(options.LookEvery);
        _store = new(ground, life, machine, _clock, name, isCut, Missed(_directory), ground.Chance.Fork((ulong)life.Number));
        _client = new(ground.Network, life, _clock, () => _store.Leases.Term, ground.Tables.PlaceOf, ground.Trace);

        var dice = new Dice(options.Seed);
        var store = ground.Replacements.Lanes(_store.Lanes);
        var preparation = new EventPreparation(_directory);
        var readers = new FeedReaders();
        var announcer = new Announcer(_directory, preparation, readers);
        var pipeline = new DeliveryPipeline(
            new SignedHttpDestination(ground.Replacements.Client(_client)), store, announcer, new EgressWatch(), ground.Metrics, dice, _clock, NullLogger<DeliveryPipeline>.Instance);
        _lanes = new(_directory, _store.Leases, NullLogger<Lane>.Instance);
        _intake = new(preparation, ground.Replacements.Log(_store.Log), _lanes, readers, ground.Metrics, _clock, NullLogger<EventIntake>.Instance);
        _engine = new(_directory, store, _store.Leases, _lanes, pipeline, announcer, dice, options, _clock, NullLogger<DeliveryEngine>.Instance);
        _replays = new(_store.Replays, key => new(_lanes.HasRoom(key)), _lanes.Wake, _clock, NullLogger<ReplayRunner>.Instance);
    }

    public Life Life { get; }

    public bool IsReady { get; private set; }

    /// <summary>Starts. A start that fails ends the process: whoever looks after it starts another.</summary>
    public async Task RunAsync()
    {
        try
        {
            await _store.StartAsync();
            _directory.Put(_ground.Settlers.Operators);
            _directory.Put(_ground.Settlers.Partner);
            foreach (var row in await _store.Lanes.LoadAsync())
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
        _ = await _store.Lanes.SetStatusAsync(endpointKey, status, reason, _clock.GetUtcNow());
        Follow(endpointKey);
    }

    /// <summary>Takes over how an endpoint stands now.</summary>
    public void Follow(long endpointKey) => _directory.Put(_ground.Settlers.Make(_ground.Tables.Endpoints[endpointKey]));

    /// <summary>Another node has put something into the store for this endpoint.</summary>
    public void Hint(long endpointKey) => _lanes.Wake(endpointKey);

    public async Task ReplayAsync(DeliveryId id, long endpointKey)
    {
        if (await _store.Replays.ReplayAsync(id, _clock.GetUtcNow()) == ReplayOutcome.Due)
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
        await _store.RetireAsync();
    }

    /// <summary>The store crashed.</summary>
    public void LoseStore() => _store.Link.Crash();

    /// <summary>The process is dead: what it had under way is cut.</summary>
    public void Cut()
    {
        IsReady = false;
        _store.Link.Break();
        _client.Cut();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _store.Dispose();
        _stopReplays.Dispose();
    }

    private static MissedEvents Missed(EndpointDirectory directory) => new(
        (key, type) => directory.Find(key)?.Wants(type) == true,
        (key, item) => directory.Find(key) is { } endpoint
            && RenderedBody.Render(endpoint.Profile, item.Type, item.OccurredAt, item.Data.Span, out _) is { } body ? RenderedBody.Hash(body) : null);

    private void StopReplays() => _stopReplays.Cancel();
}
