using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Tests.Simulation;

/// <summary>A seed is worth something only if it makes the same happen again.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public void The_same_seed_makes_the_same_happen_step_by_step()
    {
        foreach (var seed in Enumerable.Range(1, 60))
        {
            Hash((ulong)seed).ShouldBe(Hash((ulong)seed), $"seed {seed}");
        }
    }

    [Fact]
    public void Worlds_that_run_at_the_same_time_do_not_know_of_each_other()
    {
        var alone = Enumerable.Range(100, 40).Select(static seed => Hash((ulong)seed)).ToList();
        var together = Enumerable.Range(100, 40).AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(static seed => Hash((ulong)seed)).ToList();

        together.ShouldBe(alone);
    }

    [Fact]
    public void Looking_at_a_world_does_not_change_it() =>
        WorldResult.Of(WorldPlanner.Plan(7), Replacements.None, keepTrace: true).Hash.ShouldBe(Hash(7));

    [Fact]
    public void Another_seed_makes_something_else_happen() =>
        Enumerable.Range(1, 20).Select(static seed => Hash((ulong)seed)).Distinct().Count().ShouldBe(20);

    private static ulong Hash(ulong seed) => WorldResult.Of(WorldPlanner.Plan(seed), Replacements.None, keepTrace: false).Hash;
}
