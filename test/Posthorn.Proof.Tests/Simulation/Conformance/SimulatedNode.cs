using Posthorn.Conformance;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Tests.Simulation.Conformance;

/// <summary>One process over the simulated store.</summary>
internal sealed class SimulatedNode : StoreNode
{
    private readonly StandingLeases? _leases;

    public SimulatedNode(SimulatedUnderTest store, DirectLink link, MissedEvents missed)
    {
        var tables = store.Tables;
        Leases = tables.IsSole ? new SoleLeases() : _leases = new StandingLeases(tables, link, store.Noon);
        var handedOut = new HandedOut();
        Log = new LogSession(tables, link, Leases, handedOut);
        Lanes = new StoreSession(tables, link, Leases, handedOut, new(tables, TimeProvider.System), TimeProvider.System, () => store.Noon, onSettled: null);
        Replays = new ReplaySession(tables, link, missed);
        Configuration = new SimulatedConfiguration(store, link);
        History = new SimulatedHistory(tables, link);
        Retention = new SimulatedRetention(tables, link);
    }

    public override IEventLog Log { get; }

    public override ILaneStore Lanes { get; }

    public override ILaneLeases Leases { get; }

    public override IConfigurationStore Configuration { get; }

    public override IHistory History { get; }

    public override IReplayStore Replays { get; }

    public override IRetention Retention { get; }

    public override ValueTask KillAsync() => default;

    public override async ValueTask DisposeAsync()
    {
        if (_leases is not null)
        {
            await _leases.RetireAsync();
        }
    }
}
