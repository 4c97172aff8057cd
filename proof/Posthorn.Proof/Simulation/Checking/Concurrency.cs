using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>No endpoint gets more at once than it asked for, over all nodes; and who was declared dead begins nothing more.</summary>
internal static class Concurrency
{
    public static IEnumerable<Violation> Check(Ground ground) =>
        ground.Network.Sent.GroupBy(static sent => sent.EndpointKey).SelectMany(lane => OfLane(ground, lane.Key, [.. lane])).Concat(OfDead(ground));

    private static IEnumerable<Violation> OfLane(Ground ground, long endpointKey, IReadOnlyList<Sending.Sent> sent)
    {
        // What a process had under way when it died, or lost its lease, is not under way any more: it is a possible duplicate, and counted as one.
        var most = ground.Settlers.PlanOf(endpointKey).MaxConcurrency;
        var open = new List<TimeSpan>();
        foreach (var one in sent)
        {
            _ = open.RemoveAll(end => end <= one.At);
            open.Add(EndOf(ground, one));
            if (open.Count > most)
            {
                yield return new("concurrency", $"sending {one.Number} was number {open.Count} under way to endpoint {endpointKey}, which takes {most}");
            }
        }
    }

    private static TimeSpan EndOf(Ground ground, Sending.Sent sent)
    {
        TimeSpan[] ends =
        [
            sent.EndedAt ?? TimeSpan.MaxValue,
            ground.History.Deaths.GetValueOrDefault(sent.Life.Number, TimeSpan.MaxValue),
            ground.History.DeadTerms.GetValueOrDefault(sent.Term, TimeSpan.MaxValue),
        ];

        return ends.Min();
    }

    private static IEnumerable<Violation> OfDead(Ground ground) =>
        from sent in ground.Network.Sent
        where ground.History.DeadTerms.TryGetValue(sent.Term, out var died) && died < sent.At
        select new Violation("lease", $"sending {sent.Number} to endpoint {sent.EndpointKey} began after its node had been declared dead");
}
