using Posthorn.Bench.Reporting;

namespace Posthorn.Bench.Tests;

public sealed class SeriesTests
{
    [Fact]
    public void The_ratio_is_the_median_over_rounds_that_ran_side_by_side()
        => Rates(5, 40, 9).RatioTo(Rates(10, 100, 10)).ShouldBe(0.5);

    private static Series Rates(params double[] rates) => new("any", null!, rates);
}
