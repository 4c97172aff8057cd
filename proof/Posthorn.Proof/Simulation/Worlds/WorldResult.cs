using Posthorn.Proof.Simulation.Checking;
using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>What came of a world.</summary>
/// <param name="Hash">The same for the same plan, always: by it two runs are compared.</param>
internal sealed record WorldResult(
    WorldPlan Plan,
    ulong Hash,
    IReadOnlyList<Violation> Violations,
    Counts Counts,
    IReadOnlyList<Happening> Trace)
{
    /// <summary>Runs the world of a plan.</summary>
    public static WorldResult Of(WorldPlan plan, Replacements replacements, bool keepTrace)
    {
        using var world = new World(plan, replacements, keepTrace);
        world.Run();
        return new(plan, world.Ground.Trace.Hash, Verdict.Of(world.Ground), Counts.Of(world.Ground), world.Ground.Trace.Kept);
    }
}
