using Posthorn.Proof.Simulation.Planning;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Tests.Simulation;

/// <summary>F-P17: a process dies in place of each of its steps, one after the other, and the promises hold.</summary>
public sealed class EveryStepTests
{
    /// <summary>The first process does so much in each of these worlds at least, and not much more.</summary>
    private const int FewestSteps = 150;

    [Theory]
    [InlineData(3, 1)]
    [InlineData(4, 1)]
    [InlineData(5, 2)]
    public void F_P17_Whatever_step_a_process_dies_in_the_promises_hold(int seed, int nodes)
    {
        var steps = 0;
        do
        {
            steps++;
        }
        while (DiesAt((ulong)seed, nodes, steps));

        steps.ShouldBeGreaterThan(FewestSteps);
    }

    private static bool DiesAt(ulong seed, int nodes, int step)
    {
        var plan = Small(seed, nodes) with { Faults = [new Fault.Kill(TimeSpan.Zero, Node: 0, step, TimeSpan.FromSeconds(3))] };
        var result = WorldResult.Of(plan, Replacements.None, keepTrace: false);

        result.Violations.ShouldBeEmpty($"seed {seed}, {nodes} nodes, dies in place of step {step}");
        return result.Counts.Kills > 0;
    }

    // Little happens, so that all of it can be tried: a few events, an endpoint that fails at first, and one that is tried once.
    private static WorldPlan Small(ulong seed, int nodes)
    {
        var plan = WorldPlanner.Plan(seed);
        return plan with
        {
            Nodes = nodes,
            IsSole = nodes == 1,
            Endpoints = [new("2,2,2", 2, null, TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(50)), new("once", 1, null, TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(50))],
            Publishes = [.. Enumerable.Range(1, 4).Select(static number => new Publish(number, TimeSpan.FromSeconds(number), 1, HasKey: true, 20, TimeSpan.FromSeconds(4), Tries: 8, AsksTwice: false))],
            QuietFrom = TimeSpan.FromSeconds(12),
            RestsBy = TimeSpan.FromHours(30),
            LeavesDisabled = false,
        };
    }
}
