using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Sending;

namespace Posthorn.Proof.Simulation.Planning;

/// <summary>Draws what goes wrong in a world.</summary>
internal static class FaultPlanner
{
    private static readonly Manner[] Manners = [.. Enum.GetValues<Manner>().Where(static manner => manner is not (Manner.Well or Manner.Gone))];

    public static IReadOnlyList<Fault> Plan(Chance chance, TimeSpan span, int nodes, bool isSole, int endpoints, int publishes)
    {
        var faults = new List<Fault>();

        // Some worlds are hit by one kind of trouble over and over, most by a bit of everything.
        var only = chance.Happens(0.3) ? chance.Below(4) : -1;
        var count = chance.Between(1, 14);
        for (var i = 0; i < count; i++)
        {
            var at = span * (0.95 * chance.Part());
            var rest = span - at;
            faults.Add((only >= 0 ? only : chance.Below(4)) switch
            {
                0 => OfProcess(chance, at, rest, chance.Below(nodes), publishes),
                1 => OfStore(chance, at, rest, chance.Below(nodes), isSole),
                2 => OfNetwork(chance, at, rest, chance.Below(endpoints)),
                _ => chance.Happens(0.4) ? OfPerson(chance, at, chance.Below(endpoints)) : OfNetwork(chance, at, rest, chance.Below(endpoints)),
            });
        }

        return [.. faults.OrderBy(static fault => fault.At)];
    }

    private static Fault OfProcess(Chance chance, TimeSpan at, TimeSpan rest, int node, int publishes) => chance.Below(10) switch
    {
        0 => new Fault.Stop(at, node, Time(chance, 1, 60), Time(chance, 0.1, 20)),
        1 => new Fault.Pause(at, node, Shorter(chance.Happens(0.5) ? Time(chance, 30, 90) : Time(chance, 0.1, 60), rest)),
        2 => new Fault.Suspend(at, node, Shorter(Time(chance, 1, 3_600), rest)),
        3 => new Fault.WallJump(at, node, Time(chance, 0, chance.Happens(0.5) ? -600 : 600)),
        4 when chance.Happens(0.3) => new Fault.Poison(at, 1 + chance.Below(publishes), chance.Between(1, 12)),
        _ => new Fault.Kill(
            at, node, chance.Happens(0.5) ? chance.Between(1, 20) : chance.Between(1, 200), chance.Happens(0.1) ? TimeSpan.FromMinutes(5) : Time(chance, 0, 30)),
    };

    private static Fault OfStore(Chance chance, TimeSpan at, TimeSpan rest, int node, bool isSole) => chance.Below(6) switch
    {
        0 when !isSole && chance.Happens(0.5) => new Fault.StoreJump(at, Time(chance, 0, chance.Happens(0.5) ? -600 : 600)),
        0 => new Fault.StoreCrash(at, Shorter(Time(chance, 0.1, 60), rest)),
        1 => new Fault.StoreSlow(at, Shorter(Time(chance, 1, 120), rest), chance.Between(2, 200)),
        2 => new Fault.LostAnswers(at, Shorter(Time(chance, 1, 120), rest), 0.05 + (0.9 * chance.Part())),
        3 when !isSole => new Fault.Cut(at, node, Shorter(Time(chance, 0.1, 90), rest)),
        _ => new Fault.StoreAway(at, Shorter(Time(chance, 0.05, 120), rest)),
    };

    private static Fault OfNetwork(Chance chance, TimeSpan at, TimeSpan rest, int endpoint)
    {
        if (chance.Happens(0.1))
        {
            return new Fault.EgressDown(at, Shorter(Time(chance, 1, 300), rest));
        }

        var manner = chance.Happens(0.03) ? Manner.Gone : chance.Pick(Manners);
        return new Fault.Trouble(at, endpoint, manner, chance.Happens(0.5) ? 1 : chance.Part(), Shorter(Time(chance, 1, 900), rest));
    }

    private static Fault OfPerson(Chance chance, TimeSpan at, int endpoint) => chance.Below(8) switch
    {
        0 => new Fault.Disable(at, endpoint),
        1 => new Fault.Enable(at, endpoint),
        2 when chance.Happens(0.3) => new Fault.Delete(at, endpoint),
        3 or 4 => new Fault.ReplayRange(at, endpoint, chance.Happens(0.5)),
        _ => new Fault.Replay(at, chance.Part()),
    };

    // Short ones are as likely as long ones.
    private static TimeSpan Time(Chance chance, double from, double to) =>
        TimeSpan.FromSeconds(from + ((to - from) * Math.Pow(chance.Part(), 3)));

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
