using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Tracing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Hosting;

/// <summary>A person who sets endpoints and sends again, at some node, and tries once more when the store was away.</summary>
internal sealed class Operator(Ground ground, IReadOnlyList<Node> nodes)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly Chance _chance = ground.Chance.Fork(5_000);

    public int Busy { get; private set; }

    public void SetStatus(long endpointKey, EndpointStatus status) =>
        Do(process => process.SetStatusAsync(endpointKey, status, status == EndpointStatus.Disabled ? "by_request" : null), (long)status, endpointKey);

    public void Replay(double pick)
    {
        var all = ground.Tables.Deliveries;
        if (all.Count > 0)
        {
            var row = all.ElementAt((int)(pick * all.Count));
            Do(process => process.ReplayAsync(row.Id, row.EndpointKey), 10, row.Event.Sequence, row.EndpointKey);
        }
    }

    public void ReplayRange(long endpointKey, bool deliveredToo) =>
        Do(process => process.ReplayRangeAsync(endpointKey, ReplayStates.Dead | (deliveredToo ? ReplayStates.Delivered : ReplayStates.None)), 11, endpointKey);

    private void Do(Func<NodeProcess, Task> action, long what, long a, long b = 0)
    {
        Busy++;
        Try(action, what, a, b);
    }

    private void Try(Func<NodeProcess, Task> action, long what, long a, long b)
    {
        if (_chance.Pick(nodes).Ready is not { } process)
        {
            ground.After(Pause, () => Try(action, what, a, b));
            return;
        }

        ground.Trace.Say(What.Operator, process.Life.Number, what, a, b);
        process.Life.Post(_ => _ = TryAsync(process, action, what, a, b), null);

        // What a process takes with it when it dies is not asked for again: the person looks, and finds it done or not.
        Busy--;
    }

    private async Task TryAsync(NodeProcess process, Func<NodeProcess, Task> action, long what, long a, long b)
    {
        try
        {
            await action(process);
        }
        catch (StoreUnavailableException)
        {
            ground.After(Pause, () => Do(action, what, a, b));
        }
    }
}
