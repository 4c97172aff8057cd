using Posthorn.Delivery.Endpoints;
using Posthorn.Proof.Simulation.Hosting;
using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Publishing;
using Posthorn.Proof.Simulation.Sending;
using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>Lets the planned faults happen when their moment has come.</summary>
internal sealed class Troubles(Ground ground, IReadOnlyList<Node> nodes, Operator person)
{
    private readonly Dictionary<int, int> _poison = [];

    public void Plan()
    {
        ground.Network.OnArrival = KillSender;
        foreach (var fault in ground.Plan.Faults)
        {
            ground.At(fault.At, () => Begin(fault));
        }
    }

    private void Begin(Fault fault)
    {
        ground.History.Fault(fault.Name());
        ground.History.Disturbances++;
        ground.Trace.Say(What.FaultBegins, 0, word: fault.Name());
        switch (fault)
        {
            case Fault.Kill kill:
                nodes[kill.Node].Kill(kill.Steps, kill.DownFor);
                break;
            case Fault.Stop stop:
                nodes[stop.Node].Stop(stop.Patience, stop.DownFor);
                break;
            case Fault.Pause pause:
                nodes[pause.Node].Pause(pause.For);
                break;
            case Fault.Suspend suspend:
                nodes[suspend.Node].Suspend(suspend.For);
                break;
            case Fault.WallJump jump:
                nodes[jump.Node].Machine.WallError += jump.By;
                break;
            case Fault.StoreJump jump:
                ground.StoreMachine.WallError += jump.By;
                break;
            case Fault.Poison poison:
                _poison[poison.Publish] = poison.Times;
                break;
            case Fault.EgressDown down:
                ground.Network.EgressDown++;
                ground.After(down.For, () => ground.Network.EgressDown--);
                break;
            case Fault.Trouble trouble:
                Trouble(trouble);
                break;
            default:
                BeginAtStore(fault);
                break;
        }
    }

    private void BeginAtStore(Fault fault)
    {
        switch (fault)
        {
            case Fault.StoreAway away:
                ground.Weather.Away++;
                ground.After(away.For, () => ground.Weather.Away--);
                break;
            case Fault.StoreCrash crash:
                ground.Weather.Away++;
                foreach (var node in nodes)
                {
                    node.Process?.LoseStore();
                }

                ground.After(crash.For, () => ground.Weather.Away--);
                break;
            case Fault.StoreSlow slow:
                ground.Weather.Slowness *= slow.Times;
                ground.After(slow.For, () => ground.Weather.Slowness /= slow.Times);
                break;
            case Fault.LostAnswers lost:
                ground.Weather.LostAnswers += lost.Share;
                ground.After(lost.For, () => ground.Weather.LostAnswers -= lost.Share);
                break;
            case Fault.Cut cut:
                nodes[cut.Node].Cuts++;
                ground.After(cut.For, () => nodes[cut.Node].Cuts--);
                break;
            default:
                Act(fault);
                break;
        }
    }

    private void Act(Fault fault)
    {
        switch (fault)
        {
            case Fault.Disable disable:
                person.SetStatus(Settlers.KeyOf(disable.Endpoint), EndpointStatus.Disabled);
                break;
            case Fault.Enable enable:
                person.SetStatus(Settlers.KeyOf(enable.Endpoint), EndpointStatus.Enabled);
                break;
            case Fault.Delete delete:
                person.SetStatus(Settlers.KeyOf(delete.Endpoint), EndpointStatus.Deleted);
                break;
            case Fault.Replay replay:
                person.Replay(replay.Pick);
                break;
            case Fault.ReplayRange range:
                person.ReplayRange(Settlers.KeyOf(range.Endpoint), range.DeliveredToo);
                break;
            default:
                throw new InvalidOperationException($"Nobody knows what {fault.Name()} is.");
        }
    }

    private void Trouble(Fault.Trouble trouble)
    {
        var endpoint = ground.Network[Settlers.HostOf(Settlers.KeyOf(trouble.Endpoint))];
        endpoint.Begin(trouble.Manner, trouble.Share);
        ground.After(trouble.For, () => endpoint.End(trouble.Manner));
    }

    // Some payloads kill whoever handles them. How often is limited by the plan, so that the world comes to rest even if the engine did not give up.
    private void KillSender(Arrival arrival)
    {
        if (_poison.Count == 0 || !EventId.TryParse(arrival.EventId, out var id) || !ground.Tables.Events.TryGetValue(id, out var row))
        {
            return;
        }

        var publish = Publisher.NumberOf(row.Subject);
        if (_poison.GetValueOrDefault(publish) > 0)
        {
            _poison[publish]--;
            ground.Network.Sent[arrival.Send - 1].Life.End();
        }
    }
}
