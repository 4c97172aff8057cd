using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Tests.Simulation.Planted;

/// <summary>Looks for a planted bug: one world after the other, until a promise is broken that the bug should break.</summary>
internal static class Hunt
{
    /// <returns>How many seeds it took.</returns>
    public static int For(string bug, Func<Replacements> plant, int most, string[] promises, Func<WorldPlan, WorldPlan>? shape = null)
    {
        for (var seed = 1; seed <= most; seed++)
        {
            var plan = WorldPlanner.Plan((ulong)seed);
            var found = WorldResult.Of(shape?.Invoke(plan) ?? plan, plant(), keepTrace: false).Violations;
            if (found.FirstOrDefault(one => promises.Contains(one.Promise, StringComparer.Ordinal)) is { } broken)
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"{bug}: found by seed {seed}, the {seed}. that was tried. {broken.Promise}: {broken.What}");
                return seed;
            }
        }

        throw new ShouldAssertException($"{bug}: not found in {most} seeds.");
    }
}
