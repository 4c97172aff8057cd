using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Reporting;

/// <summary>A plan as lines for a person.</summary>
internal static class PlanText
{
    public static IEnumerable<string> Lines(WorldPlan plan)
    {
        yield return $"{plan.Nodes} nodes over {(plan.IsSole ? "a store of one process" : "a store of many")}, {plan.Publishes.Count} publishes; trouble until {plan.QuietFrom}";
        for (var place = 0; place < plan.Endpoints.Count; place++)
        {
            var one = plan.Endpoints[place];
            yield return $"endpoint {Settlers.KeyOf(place)}: {one.Schedule}, {one.MaxConcurrency} at once, limit {one.Timeout.TotalSeconds} s{(one.IsOperators ? ", the operator's" : "")}";
        }

        foreach (var fault in plan.Faults)
        {
            yield return fault.ToString();
        }
    }
}
