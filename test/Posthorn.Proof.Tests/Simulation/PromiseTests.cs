using Posthorn.Proof.Simulation;

namespace Posthorn.Proof.Tests.Simulation;

/// <summary>C1: the promises hold in every world that a seed makes.</summary>
public sealed class PromiseTests
{
    private const int Seeds = 2_000;

    [Fact]
    public async Task No_promise_is_broken_in_two_thousand_worlds()
    {
        var report = await SimulationRun.RunAsync(first: 1, Seeds, Environment.ProcessorCount, onProgress: null, TestContext.Current.CancellationToken);

        report.Failed.ShouldBeEmpty(string.Join(Environment.NewLine, report.Failed.Take(10)));

        // The worlds have not become quiet ones.
        report.Counts.Seeds.ShouldBe(Seeds);
        report.Counts.Kills.ShouldBeGreaterThan(Seeds);
        report.Counts.Duplicates.ShouldBeGreaterThan(Seeds);
        report.Counts.Dead.ShouldBeGreaterThan(Seeds);
        report.Counts.Faults.Count.ShouldBeGreaterThan(15);
    }
}
