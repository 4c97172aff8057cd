using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>Holds the history of a world that has come to rest against what was promised.</summary>
internal static class Verdict
{
    /// <summary>A broken promise is usually broken many times over: the first few say it all.</summary>
    private const int MostOfEach = 3;

    public static IReadOnlyList<Violation> Of(Ground ground)
    {
        var deliveries = Delivered.All(ground);
        IEnumerable<Violation> found =
        [
            .. ground.History.Violations,
            .. Acceptance.Check(ground),
            .. Endings.Check(ground),
            .. Arrivals.Check(ground),
            .. deliveries.SelectMany(one => Repetition.Check(ground, one)),
            .. Concurrency.Check(ground),
            .. ground.Plan.IsCalm ? Calm.Check(ground, deliveries) : [],
        ];

        return [.. found.GroupBy(static one => one.Promise).SelectMany(static same => same.Take(MostOfEach))];
    }
}
