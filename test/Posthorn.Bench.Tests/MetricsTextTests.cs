using Posthorn.Bench.Running;

namespace Posthorn.Bench.Tests;

public sealed class MetricsTextTests
{
    private const string Text = """
        # TYPE posthorn_claim_seconds histogram
        posthorn_claim_seconds_bucket{le="0.001"} 3
        posthorn_claim_seconds_sum{store="a"} 0.5
        posthorn_claim_seconds_sum{store="b"} 1e-1
        posthorn_claim_seconds_count{store="a"} 3
        posthorn_claim_seconds_count{store="b"} 1
        posthorn_claim_seconds_sum_of_something_else 9
        """;

    [Fact]
    public void A_histogram_is_summed_over_its_labels()
    {
        var (sum, count) = MetricsText.Histogram(Text, "posthorn_claim_seconds");

        (sum, count).ShouldBe((0.6, 4));
    }

    [Fact]
    public void A_histogram_that_is_not_there_counts_nothing() => MetricsText.Histogram("", "posthorn_claim_seconds").ShouldBe((0, 0));
}
