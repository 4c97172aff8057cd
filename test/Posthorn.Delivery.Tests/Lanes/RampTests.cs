using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Tests.Lanes;

public sealed class RampTests
{
    [Fact]
    public void An_endpoint_that_never_failed_is_not_held()
    {
        new Ramp().Limit.ShouldBeGreaterThanOrEqualTo(LaneWindow.Size);
    }

    [Fact]
    public void F_N19_After_a_recovery_it_gets_1_then_2_then_4_at_once()
    {
        var ramp = new Ramp();
        ramp.Restart();
        var limits = new List<int>();
        for (var successes = 0; successes < 31; successes++)
        {
            limits.Add(ramp.Limit);
            ramp.Succeeded();
        }

        limits.ShouldBe([1, .. Enumerable.Repeat(2, 2), .. Enumerable.Repeat(4, 4), .. Enumerable.Repeat(8, 8), .. Enumerable.Repeat(16, 16)]);
    }

    [Fact]
    public void It_ends_where_nothing_is_held_any_more()
    {
        var ramp = new Ramp();
        ramp.Restart();
        for (var successes = 0; successes < 100_000; successes++)
        {
            ramp.Succeeded();
        }

        ramp.Limit.ShouldBe(new Ramp().Limit);
    }
}
