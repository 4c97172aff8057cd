using Posthorn.Delivery.Endpoints;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>I1, the first half: what was accepted is stored, with a delivery for every endpoint that wanted it, and once for each key.</summary>
internal static class Acceptance
{
    /// <summary>So long a node may not know of what another has set.</summary>
    private static readonly TimeSpan Unaware = TimeSpan.FromSeconds(5);

    public static IEnumerable<Violation> Check(Ground ground) =>
        ground.History.Acknowledged.SelectMany(one => Kept(ground, one)).Concat(Keys(ground));

    private static IEnumerable<Violation> Kept(Ground ground, Acknowledged one)
    {
        var name = $"event {one.Event.Sequence} of publish {one.Publish}";
        if (!ground.Tables.Events.ContainsKey(one.Event.Id))
        {
            yield return new("I1", $"{name} was acknowledged and is not stored");
            yield break;
        }

        foreach (var delivery in one.Event.Deliveries.Where(delivery => ground.Tables.Find(delivery.Id) is null))
        {
            yield return new("I1", $"{name} was acknowledged, and its delivery to {EndpointOf(ground, delivery.EndpointId)} is not stored");
        }

        if (one.Replayed)
        {
            yield break;
        }

        var named = one.Event.Deliveries.Select(static delivery => delivery.EndpointId).ToHashSet();
        foreach (var endpoint in ground.Tables.Endpoints.Values.Where(row => row.PartnerKey == ground.Settlers.Partner.Key && !named.Contains(row.Id)))
        {
            if (WasEnabled(ground, endpoint.Key, one.AskedAt - Unaware, one.At))
            {
                yield return new("I1", $"{name} was acknowledged and never meant for endpoint {endpoint.Key}, which was enabled");
            }
        }
    }

    private static IEnumerable<Violation> Keys(Ground ground) =>
        from row in ground.Tables.Events.Values
        where row.IdempotencyKey is not null
        group row by row.IdempotencyKey into same
        where same.Count() > 1
        select new Violation("one key", $"the key {same.Key} names the events {string.Join(", ", same.Select(static row => row.Sequence))}");

    private static bool WasEnabled(Ground ground, long endpointKey, TimeSpan from, TimeSpan to)
    {
        var enabled = true;
        foreach (var (_, status, at) in ground.History.Statuses.Where(one => one.EndpointKey == endpointKey && one.At <= to))
        {
            enabled = at <= from ? status == EndpointStatus.Enabled : enabled && status == EndpointStatus.Enabled;
        }

        return enabled;
    }

    private static long EndpointOf(Ground ground, EndpointId id) => ground.Tables.Endpoints.Values.First(row => row.Id == id).Key;
}
