using Posthorn.Proof.Killing.Planning;
using Posthorn.Proof.Killing.Starting;

namespace Posthorn.Proof.Killing.Faulting;

/// <summary>One fault after another, under load. The long ones go on while quick ones hit the other nodes; all nodes are never away for long.</summary>
internal sealed class FaultRun(KillingPlan plan, Bed bed, FaultTally tally, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LongerThanTakeover = TimeSpan.FromSeconds(42);

    private readonly FaultDice _dice = new(plan);
    private readonly List<Task> _goingOn = [];

    /// <summary>Goes on until it is told that it is enough, then makes all processes run again.</summary>
    public async Task RunAsync(Func<bool> isEnough, CancellationToken cancellationToken)
    {
        while (!isEnough())
        {
            await Task.Delay(_dice.Pause(), clock, cancellationToken);
            await CarryOutAsync(_dice.Next(), cancellationToken);
        }

        await Task.WhenAll(_goingOn);
        foreach (var node in bed.Nodes)
        {
            await node.UntilUpAsync(cancellationToken);
        }
    }

    private async Task CarryOutAsync(FaultKind kind, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case FaultKind.PostgresKilled:
                await KillAsync(kind, [], withPostgres: true);
                break;
            case FaultKind.NodeAndPostgresKilled:
                await KillAsync(kind, [await TargetAsync(onlyUp: false, cancellationToken)], withPostgres: true);
                break;
            case FaultKind.AllKilled:
                // A node that is held has a fault of its own going on.
                await KillAsync(kind, [.. bed.Nodes.Where(static node => node.State is NodeState.Up or NodeState.Starting)], withPostgres: true);
                break;
            case FaultKind.NodeTerminated:
                Begin(TerminateAsync(await TargetAsync(onlyUp: true, cancellationToken)));
                break;
            case FaultKind.NodePaused:
                Begin(PauseAsync(kind, await TargetAsync(onlyUp: true, cancellationToken), _dice.Between(2.5, 3.5), cancellationToken));
                break;
            case FaultKind.NodeOutlived:
                Begin(PauseAsync(kind, await TargetAsync(onlyUp: true, cancellationToken), _dice.Between(33, 38), cancellationToken));
                break;
            case FaultKind.NodeLeftDead:
                await LeaveDeadAsync(cancellationToken);
                break;
            default:
                await KillAsync(kind, [await TargetAsync(onlyUp: false, cancellationToken)], withPostgres: false);
                break;
        }
    }

    private void Begin(Task fault)
    {
        _ = _goingOn.RemoveAll(static one => one.IsCompletedSuccessfully);
        _goingOn.Add(fault);
    }

    private async Task KillAsync(FaultKind kind, IReadOnlyList<ServerNode> nodes, bool withPostgres)
    {
        var at = Now();
        if (withPostgres)
        {
            bed.Postgres!.Kill();
        }

        await Task.WhenAll(nodes.Select(static node => node.KillAsync()));
        var until = Now();
        foreach (var node in nodes)
        {
            node.Start();
        }

        if (withPostgres)
        {
            await bed.Postgres!.StartAgainAsync();
        }

        var target = nodes.Count == 0 ? "-" : string.Join(',', nodes.Select(static node => node.Name));
        tally.Add(new(at, until, kind, target, nodes.Count + (withPostgres ? 1 : 0)));
    }

    private async Task TerminateAsync(ServerNode node)
    {
        var at = Now();
        await node.TerminateAsync();
        tally.Add(new(at, Now(), FaultKind.NodeTerminated, node.Name, Kills: 0));
        node.Start();
    }

    private async Task PauseAsync(FaultKind kind, ServerNode node, TimeSpan pause, CancellationToken cancellationToken)
    {
        var at = Now();
        node.Pause();
        try
        {
            await Task.Delay(pause, clock, cancellationToken);
        }
        finally
        {
            node.GoOn();
            tally.Add(new(at, Now(), kind, node.Name, Kills: 0));
        }
    }

    // Alone: what is late meanwhile is late because of this kill.
    private async Task LeaveDeadAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(_goingOn);
        foreach (var other in bed.Nodes)
        {
            await other.UntilUpAsync(cancellationToken);
        }

        await Task.Delay(Quiet, clock, cancellationToken);
        var node = bed.Nodes[_dice.Pick(bed.Nodes.Count)];
        var at = Now();
        await node.KillAsync();
        await Task.Delay(LongerThanTakeover, clock, cancellationToken);
        tally.Add(new(at, Now(), FaultKind.NodeLeftDead, node.Name, Kills: 1));
        node.Start();
    }

    // Among those that run, also such as are just starting; with several nodes another one is always up.
    private async Task<ServerNode> TargetAsync(bool onlyUp, CancellationToken cancellationToken)
    {
        var startingToo = !onlyUp && _dice.Chance(0.3);
        while (true)
        {
            var up = bed.Nodes.Where(static node => node.State == NodeState.Up).ToList();
            var may = startingToo ? [.. up, .. bed.Nodes.Where(static node => node.State == NodeState.Starting)] : up;
            var targets = may.Where(node => bed.Nodes.Count == 1 || up.Exists(other => other != node)).ToList();
            if (targets.Count > 0)
            {
                return targets[_dice.Pick(targets.Count)];
            }

            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
