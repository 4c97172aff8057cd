using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Tests.Lanes;

namespace Posthorn.Delivery.Tests.Scheduling;

/// <summary>F-N20: our own outage is told from the endpoints'.</summary>
public sealed class EgressWatchTests
{
    private readonly EgressWatch _watch = new();
    private DateTimeOffset _now = A.Moment;

    [Fact]
    public void F_N20_Five_endpoints_that_cannot_be_reached_at_once_are_our_outage()
    {
        Fail(1).ShouldBeFalse();
        Fail(2).ShouldBeFalse();
        Fail(3).ShouldBeFalse();
        Fail(4).ShouldBeFalse();
        Fail(5).ShouldBeTrue();
        Fail(1).ShouldBeTrue();
    }

    [Fact]
    public void F_N20_One_endpoint_that_fails_often_is_its_own_outage()
    {
        for (var i = 0; i < 100; i++)
        {
            Fail(1).ShouldBeFalse();
        }
    }

    [Fact]
    public void F_N20_One_that_gets_through_shows_that_it_is_not_us()
    {
        _ = FailAll();
        _watch.Record(6, A.Failure, _now).ShouldBeFalse();

        FailAll().ShouldBeFalse();
        _now += TimeSpan.FromSeconds(29);
        FailAll().ShouldBeFalse();
        _now += TimeSpan.FromSeconds(1);
        FailAll().ShouldBeTrue();
    }

    [Fact]
    public void F_N20_Failures_that_lie_far_apart_are_not_one_outage()
    {
        for (var endpoint = 1; endpoint <= 5; endpoint++)
        {
            Fail(endpoint).ShouldBeFalse();
            _now += TimeSpan.FromSeconds(8);
        }
    }

    [Theory]
    [InlineData(FailureReasons.ConnectRefused)]
    [InlineData(FailureReasons.DnsNotFound)]
    [InlineData(FailureReasons.TlsExpired)]
    [InlineData(FailureReasons.TlsUnknownAuthority)]
    public void F_N20_Who_refuses_was_reached(string reason) =>
        FailAll(new AttemptOutcome.Unreachable(reason, Ambiguous: false)).ShouldBeFalse();

    [Theory]
    [InlineData(FailureReasons.ConnectTimeout)]
    [InlineData(FailureReasons.ConnectUnreachable)]
    [InlineData(FailureReasons.ConnectFailed)]
    [InlineData(FailureReasons.DnsFailed)]
    [InlineData(FailureReasons.DnsTimeout)]
    public void F_N20_Who_finds_no_way_was_not(string reason) =>
        FailAll(new AttemptOutcome.Unreachable(reason, Ambiguous: false)).ShouldBeTrue();

    [Fact]
    public void F_N20_What_may_have_arrived_tells_nothing_of_our_way_out()
    {
        FailAll(new AttemptOutcome.Unreachable(FailureReasons.ConnectFailed, Ambiguous: true)).ShouldBeFalse();
        FailAll(new AttemptOutcome.TimedOut(SendPhases.Head, Ambiguous: true)).ShouldBeFalse();
        FailAll(new AttemptOutcome.Blocked(FailureReasons.DestinationNotAllowed)).ShouldBeFalse();
    }

    [Fact]
    public void F_N20_After_six_hours_it_is_the_endpoints_that_are_gone()
    {
        FailAll().ShouldBeTrue();
        _now += TimeSpan.FromHours(6) - TimeSpan.FromSeconds(1);
        FailAll().ShouldBeTrue();
        _now += TimeSpan.FromSeconds(1);
        FailAll().ShouldBeFalse();
        _now += TimeSpan.FromDays(1);
        FailAll().ShouldBeFalse();

        _ = _watch.Record(6, A.Success, _now);
        _now += TimeSpan.FromMinutes(1);
        FailAll().ShouldBeTrue();
    }

    private bool Fail(long endpoint) => _watch.Record(endpoint, A.NoWayOut, _now);

    /// <returns>What the fifth brought.</returns>
    private bool FailAll(AttemptOutcome? outcome = null)
    {
        var broken = false;
        for (var endpoint = 1; endpoint <= 5; endpoint++)
        {
            broken = _watch.Record(endpoint, outcome ?? A.NoWayOut, _now);
        }

        return broken;
    }
}
