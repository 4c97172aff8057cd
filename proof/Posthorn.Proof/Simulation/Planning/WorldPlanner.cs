using Posthorn.Delivery.Scheduling;
using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Planning;

/// <summary>Makes a plan from a seed.</summary>
internal static class WorldPlanner
{
    private static readonly string[] ShortSchedules = ["once", "5,5,5", "2,10,30", "1,1,1,1,1,1", "5,30,120,600", "10,60"];
    private static readonly string[] LongSchedules = ["sully", "persistent", "standard", "60,600,3600"];

    public static WorldPlan Plan(ulong seed)
    {
        var chance = new Chance(seed).Fork(77);
        var calm = chance.Happens(0.1);
        var isLong = chance.Happens(0.03);
        var span = isLong ? chance.Between(TimeSpan.FromHours(1), TimeSpan.FromHours(5)) : chance.Between(TimeSpan.FromSeconds(20), TimeSpan.FromMinutes(15));
        var endpoints = Endpoints(chance, isLong);
        var publishes = Publishes(chance, span);
        var nodes = chance.Happens(0.4) ? 1 : chance.Between(2, 3);
        var isSole = nodes == 1 && chance.Happens(0.8);
        var faults = calm ? [] : FaultPlanner.Plan(chance, span, nodes, isSole, endpoints.Count, publishes.Count);
        var leavesDisabled = !calm && chance.Happens(0.05);

        return new(
            seed, nodes, isSole, NodesHaveNames: chance.Happens(0.5), endpoints, publishes, faults, span, span + Longest(endpoints), leavesDisabled,
            UpkeepEvery: isLong || leavesDisabled ? TimeSpan.FromSeconds(60.007) : TimeSpan.FromSeconds(10.007),
            LookEvery: isLong || leavesDisabled ? TimeSpan.FromSeconds(20.003) : TimeSpan.FromSeconds(1.003));
    }

    // The longest schedule, or the time for which what waits behind a disabled endpoint is held, and a while.
    private static TimeSpan Longest(IReadOnlyList<PlannedEndpoint> endpoints)
    {
        var longest = endpoints.Max(static one => RetrySchedule.TryParse(one.Schedule, out var schedule, out _) ? schedule.LongestRun : TimeSpan.Zero);
        return longest + TimeSpan.FromHours(30);
    }

    private static List<PlannedEndpoint> Endpoints(Chance chance, bool isLong)
    {
        var count = chance.Happens(0.2) ? 6 : chance.Between(1, 4);
        var endpoints = new List<PlannedEndpoint>();
        for (var i = 0; i < count; i++)
        {
            endpoints.Add(new(
                chance.Pick(isLong && chance.Happens(0.5) ? LongSchedules : ShortSchedules),
                chance.Pick<int>([1, 2, 4, 32]),
                chance.Happens(0.1) ? chance.Between(1, 20) : null,
                TimeSpan.FromSeconds(chance.Pick<int>([5, 10, 30])),
                chance.Happens(0.3)
                    ? chance.Between(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2.4))
                    : chance.Between(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(300))));
        }

        if (chance.Happens(0.3))
        {
            endpoints.Add(new("5,30,120", 4, null, TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(20), IsOperators: true));
        }

        return endpoints;
    }

    private static List<Publish> Publishes(Chance chance, TimeSpan span)
    {
        var count = chance.Between(3, 40);
        var publishes = new List<Publish>();
        for (var number = 1; number <= count; number++)
        {
            var hasKey = chance.Happens(0.7);
            publishes.Add(new(
                number,
                chance.Happens(0.3) ? TimeSpan.FromSeconds(1) : span * (0.9 * chance.Part()),
                chance.Happens(0.1) ? chance.Between(2, 8) : 1,
                hasKey,
                chance.Happens(0.05) ? 200_000 : chance.Between(0, 400),
                TimeSpan.FromSeconds(chance.Between(2, 10)),
                chance.Between(1, 6),
                AsksTwice: hasKey && chance.Happens(0.2)));
        }

        return publishes;
    }
}
