using Posthorn.Proof.Killing.Judging;

namespace Posthorn.Proof.Tests.Killing.Judging;

public sealed class RuleOfThreeTests
{
    [Theory]
    [InlineData(1_000, 0.003)]
    [InlineData(3, 1)]
    [InlineData(1, 1)]
    public void So_many_trials_without_a_failure_bound_the_rate(long trials, double bound) => RuleOfThree.UpperBound(trials).ShouldBe(bound);

    [Fact]
    public void No_trial_bounds_nothing() => RuleOfThree.UpperBound(0).ShouldBeNull();
}
