using Posthorn.Api.Deliveries;
using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Tests.Killing.Judging;

public sealed class TakeoversTests : IDisposable
{
    private const long Killed = WrittenRun.Start + 5_000;
    private const long Back = Killed + 42_000;

    private readonly WrittenRun _run = new();

    public TakeoversTests() => _run.LeaveDead(Killed, Back);

    [Fact]
    public async Task What_came_in_time_says_nothing_of_takeover()
    {
        var takeover = (await _run.JudgeAsync()).Takeovers.ShouldHaveSingleItem();

        takeover.Waited.ShouldBe(0);
        takeover.Seconds.ShouldBe(0);
    }

    [Fact]
    public async Task What_waited_for_another_node_is_measured_from_the_kill()
    {
        Delay(_run.PlaceOf(Manner.Steady), Killed + 33_000);

        var verdict = await _run.JudgeAsync();

        verdict.Takeovers.ShouldHaveSingleItem().Seconds.ShouldBe(33);
        verdict.Holds.ShouldBeTrue();
    }

    [Fact]
    public async Task More_than_forty_five_seconds_is_too_long()
    {
        Delay(_run.PlaceOf(Manner.Steady), Killed + 45_001);

        (await _run.JudgeAsync()).Holds.ShouldBeFalse();
    }

    [Fact]
    public async Task An_endpoint_that_misbehaves_says_nothing_of_takeover()
    {
        Delay(_run.PlaceOf(Manner.Resets), Killed + 60_000);

        (await _run.JudgeAsync()).Takeovers.ShouldHaveSingleItem().Waited.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_in_two_crashes_is_spread_on_purpose_and_excused()
    {
        var place = _run.PlaceOf(Manner.Steady);
        Delay(place, Killed + 60_000);
        _run.Server.Tell(_run.DeliveryOf(_run.Arrived[place]), DeliveryStatus.Delivered, "outcome_unknown", "outcome_unknown", "answered_200");

        (await _run.JudgeAsync()).Holds.ShouldBeTrue();
    }

    public void Dispose() => _run.Dispose();

    private void Delay(int place, long until) => _run.Arrived[place] = _run.Arrived[place] with { At = until };
}
