using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Proof.Simulation.Checking;
using Posthorn.Proof.Simulation.Hosting;
using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Publishing;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>A world of nodes, a store, endpoints, publishers and trouble, from its beginning to its rest. It shares nothing with any other world.</summary>
internal sealed class World : IDisposable
{
    /// <summary>Far more than any world needs: what takes longer goes round in circles.</summary>
    private const long MostSteps = 5_000_000;

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly DeliveryMetrics _metrics = new();
    private readonly List<Node> _nodes = [];
    private readonly List<Publisher> _publishers = [];
    private readonly Operator _person;
    private readonly TakeoverWatch _takeovers;
    private bool _rests;

    public World(WorldPlan plan, Replacements replacements, bool keepTrace)
    {
        var chance = new Chance(plan.Seed);
        var trace = new Trace(keepTrace);
        var scheduler = new Scheduler(chance.Fork(1), trace);
        var world = new Life(scheduler, 0);
        Ground = new(
            plan, scheduler, world, trace, new(plan.IsSole, replacements.Flaws), new(), new(scheduler), new(scheduler, world, chance.Fork(2), trace),
            new(plan.Endpoints), new(), _metrics, replacements, chance.Fork(3));
        Ground.Tables.OnChange = change => RowWatch.Note(Ground, change);
        Ground.Tables.OnStatus = Spread;
        Ground.Tables.OnHint = Hint;
        Ground.Tables.OnTerm = (term, life) => Ground.History.Terms[term] = life;
        Ground.Tables.OnDeclared = Declared;
        foreach (var row in Ground.Settlers.Rows)
        {
            Ground.Tables.Endpoints.Add(row.Key, row);
            Ground.Network.Add(Settlers.HostOf(row.Key), new(row.Key, Ground.Settlers.PlanOf(row.Key).UsualAnswer));
        }

        _nodes.AddRange(Enumerable.Range(0, plan.Nodes).Select(number => new Node(Ground, number)));
        _publishers.AddRange(plan.Publishes.Select(intention => new Publisher(Ground, _nodes, intention)));
        _person = new(Ground, _nodes);
        _takeovers = new(Ground, LookEvery);
    }

    public Ground Ground { get; }

    /// <summary>Runs until all that can end has ended, or it is certain that something never will.</summary>
    public void Run()
    {
        var outside = SynchronizationContext.Current;
        try
        {
            Begin();
            while (!_rests && Ground.Scheduler.Steps < MostSteps && Ground.Scheduler.TakeStep())
            {
                // One step after the other.
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outside);
        }

        if (!_rests)
        {
            Ground.History.Violations.Add(new("rest", $"the world did not come to rest in {Ground.Scheduler.Steps} steps, at {Ground.Now}"));
        }

        if (Ground.Scheduler.Escaped > 0)
        {
            Ground.History.Violations.Add(new("one thread", $"{Ground.Scheduler.Escaped} steps came from another thread"));
        }
    }

    public void Dispose()
    {
        foreach (var process in Processes())
        {
            process.Dispose();
        }

        _metrics.Dispose();
    }

    private void Begin()
    {
        foreach (var node in _nodes)
        {
            node.Start();
        }

        foreach (var (publisher, intention) in _publishers.Zip(Ground.Plan.Publishes))
        {
            Ground.At(intention.At, publisher.Ask);
        }

        new Troubles(Ground, _nodes, _person).Plan();
        Look();
    }

    // Once trouble is over a person sets right what it has led to, and then it is waited for what is open.
    private void Look()
    {
        var tables = Ground.Tables;
        var quiet = Ground.Now >= Ground.Plan.QuietFrom;
        if (quiet && !Ground.Plan.LeavesDisabled)
        {
            foreach (var row in tables.Endpoints.Values.Where(static row => row.Status == EndpointStatus.Disabled).ToList())
            {
                _person.SetStatus(row.Key, EndpointStatus.Enabled);
            }
        }

        _takeovers.Look(_nodes);
        var over = quiet && _person.Busy == 0 && _publishers.TrueForAll(static one => one.IsDone)
            && _nodes.TrueForAll(static node => node.Ready is not null);
        _rests = (over && tables.Open.Count == 0 && tables.Jobs.Values.All(IsOver))
            || Ground.Now > Ground.Plan.RestsBy;
        Ground.After(LookEvery, Look);
    }

    // What a person asked for at an endpoint that is disabled waits until it is enabled.
    private bool IsOver(ReplayJob job) =>
        job.State != ReplayJobState.Running || Ground.Tables.Endpoints[job.EndpointKey].Status == EndpointStatus.Disabled;

    // Other nodes look every second or so.
    private void Spread(long endpointKey)
    {
        Ground.History.Statuses.Add((endpointKey, Ground.Tables.Endpoints[endpointKey].Status, Ground.Now));
        foreach (var process in Processes())
        {
            Tell(process, TimeSpan.FromSeconds(2), () => process.Follow(endpointKey));
        }
    }

    // Hints get lost: nothing may depend on them.
    private void Hint(long endpointKey)
    {
        foreach (var process in Processes().Where(_ => !Ground.Tables.IsSole && Ground.Chance.Happens(0.7)).ToList())
        {
            Tell(process, TimeSpan.FromMilliseconds(100), () => process.Hint(endpointKey));
        }
    }

    private void Declared(long term)
    {
        Ground.History.DeadTerms[term] = Ground.Now;
        Ground.Trace.Say(What.Declared, 0, term);
    }

    private IEnumerable<NodeProcess> Processes() => _nodes.Select(static node => node.Process).OfType<NodeProcess>();

    private void Tell(NodeProcess process, TimeSpan within, Action what) =>
        Ground.After(Ground.Chance.Between(TimeSpan.Zero, within), () => process.Life.Post(_ => what(), null));
}
