using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Tests;

public sealed class HistogramTests
{
    [Fact]
    public void Without_records_every_percentile_is_zero() => new Histogram().At(0.99).ShouldBe(0);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(12_345)]
    [InlineData(98_765_432_109)]
    [InlineData(long.MaxValue)]
    public void A_single_record_is_given_back_exactly(long value) => Of(value).At(0.5).ShouldBe(value);

    [Theory]
    [InlineData(0.5, 50_000)]
    [InlineData(0.99, 99_000)]
    [InlineData(0.999, 99_900)]
    [InlineData(1, 100_000)]
    public void A_percentile_is_never_too_small_and_at_most_eight_in_a_thousand_too_large(double share, long exact)
    {
        var histogram = new Histogram();
        for (var value = 1L; value <= 100_000; value++)
        {
            histogram.Record(value);
        }

        histogram.At(share).ShouldBeInRange(exact, (long)(exact * 1.008));
    }

    [Fact]
    public void A_time_that_ran_backwards_counts_as_none() => Of(-5).At(1).ShouldBe(0);

    [Fact]
    public void Two_histograms_added_answer_as_one()
    {
        var histogram = Of(10);
        histogram.Add(Of(30));

        (histogram.Count, histogram.At(0.5), histogram.Max).ShouldBe((2, 10, 30));
    }

    private static Histogram Of(long value)
    {
        var histogram = new Histogram();
        histogram.Record(value);
        return histogram;
    }
}
