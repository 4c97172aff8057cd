using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Leasing;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Storing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Hosting;

/// <summary>What one process has of the store: its link, its lease, and what it asks through them.</summary>
internal sealed class StoreSide : IDisposable
{
    private readonly Heartbeat? _heartbeat;
    private readonly NodeLeases? _own;

    /// <param name="clock">The clock of the engine. Where there are several nodes it is held level with the store's.</param>
    /// <param name="name">By which a former life on the same machine is known; 0 for none.</param>
    public StoreSide(Ground ground, Life life, Machine machine, ProcessClock clock, int name, Func<bool> isCut, Chance chance)
    {
        var tables = ground.Tables;
        Link = new(ground.Scheduler, ground.World, life, ground.Weather, chance, ground.Trace, tables) { IsCut = isCut };
        if (tables.IsSole)
        {
            Leases = new SoleLeases();
        }
        else
        {
            var timers = new ProcessClock(ground.Scheduler, life, machine);
            var times = ground.Replacements.Leases;
            var term = new NodeTerm(life, machine, timers, times.StopAfter, ground.Trace);
            Leases = _own = new(tables, Link, ground.StoreMachine, name, life, term);
            _heartbeat = new(_own, term, machine, timers, clock, times);
        }

        var handedOut = new HandedOut();
        var lostClaims = new LostClaims(tables, clock);
        Link.OnDoubt = lostClaims.Doubt;
        Lanes = new(
            tables, Link, Leases, handedOut, lostClaims, clock, ground.StoreMachine,
            (settlement, settled) => ground.History.Settled.Add(new(life.Number, settlement, settled.Held, ground.Now)));
        Log = new(tables, Link, Leases, handedOut);
        Replays = new(tables, Link);
    }

    public StoreLink Link { get; }

    public ILaneLeases Leases { get; }

    public StoreSession Lanes { get; }

    public LogSession Log { get; }

    public ReplaySession Replays { get; }

    /// <summary>The process is alive when this completes, and goes on to prove it.</summary>
    public Task StartAsync() => _heartbeat?.StartAsync() ?? Task.CompletedTask;

    public async Task RetireAsync()
    {
        _heartbeat?.Stop();
        if (_own is not null)
        {
            await _own.RetireAsync();
        }
    }

    public void Dispose() => _own?.Dispose();
}
