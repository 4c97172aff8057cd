using Posthorn.Proof.Simulation.Hosting;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>C5: what a process held when it died is taken over by another within the bound, as long as nothing else goes wrong meanwhile.</summary>
/// <param name="every">How often it looks.</param>
internal sealed class TakeoverWatch(Ground ground, TimeSpan every)
{
    /// <summary>The lease, and the sweep that finds what it left.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(45);

    private readonly Dictionary<int, TimeSpan> _undisturbed = [];
    private readonly HashSet<int> _late = [];
    private int _disturbances;
    private DateTimeOffset _latest;

    public void Look(IReadOnlyList<Node> nodes)
    {
        if (ground.Tables.IsSole)
        {
            return;
        }

        // Leases end by the store's clock: set back, it makes them longer by as much.
        var isBack = ground.StoreMachine.Wall < _latest;
        _latest = isBack ? _latest : ground.StoreMachine.Wall;
        var calm = !isBack && ground.History.Disturbances == _disturbances && ground.Weather.IsFair && nodes.Any(static node => node.Ready is not null)
            && nodes.All(static node => node is { Cuts: 0, StandsStill: false });
        _disturbances = ground.History.Disturbances;
        foreach (var (life, rows) in Left())
        {
            var passed = calm ? _undisturbed.GetValueOrDefault(life) + every : TimeSpan.Zero;
            _undisturbed[life] = passed;

            // It is looked at only now and then, and so does whoever takes over.
            if (passed > Bound + every + (2 * ground.Plan.LookEvery) && _late.Add(life))
            {
                ground.History.Violations.Add(new("takeover", $"{rows} deliveries that process {life} held when it died were not taken over in {passed.TotalSeconds:F0} s"));
            }
        }
    }

    // How many deliveries are still held in the name of each process that died.
    private IEnumerable<(int Life, int Rows)> Left() =>
        from row in ground.Tables.Open
        where row.Holder != 0
        let life = ground.History.Terms.GetValueOrDefault(row.Holder)
        where ground.History.Deaths.ContainsKey(life)
        group row by life into left
        orderby left.Key
        select (left.Key, left.Count());
}
