using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Tests.Endpoints;

public sealed class EndpointLimitsTests
{
    [Theory]
    [InlineData(1, 1, 0.001)]
    [InlineData(60, 200, 10_000d)]
    [InlineData(30, 10, null)]
    public void B_E12_limits_within_their_ranges_are_accepted(int timeout, int concurrency, double? rate) => Codes(timeout, concurrency, rate).ShouldBeEmpty();

    [Theory]
    [InlineData(0)]
    [InlineData(61)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void B_E12_a_timeout_outside_its_range_is_refused(int timeout) => Codes(timeout, 1, 1).ShouldBe(["timeout_range"]);

    [Theory]
    [InlineData(0)]
    [InlineData(201)]
    [InlineData(int.MinValue)]
    public void B_E12_a_concurrency_outside_its_range_is_refused(int concurrency) => Codes(1, concurrency, 1).ShouldBe(["concurrency_range"]);

    [Theory]
    [InlineData(0d)]
    [InlineData(-1d)]
    [InlineData(1e9)]
    [InlineData(10_000.001)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void B_E12_a_rate_outside_its_range_is_refused(double rate) => Codes(1, 1, rate).ShouldBe(["rate_range"]);

    [Fact]
    public void All_that_is_wrong_is_said_at_once() => Codes(0, 0, 0).ShouldBe(["timeout_range", "concurrency_range", "rate_range"]);

    private static IEnumerable<string> Codes(int timeout, int concurrency, double? rate)
    {
        List<InputProblem> problems = [];
        (EndpointLimits.Read(timeout, concurrency, rate, problems) is null).ShouldBe(problems.Count > 0);
        return problems.Select(problem => problem.Code);
    }
}
