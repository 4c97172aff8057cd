using Posthorn.Delivery.Lanes;

namespace Posthorn.Delivery.Tests.Lanes;

/// <summary>F-L4, F-L5: what a lane, and what all of them together, keep in memory.</summary>
public sealed class LaneWindowTests
{
    private const int Megabyte = 1024 * 1024;

    private readonly MemoryBudget _memory = new(64 * Megabyte);
    private readonly LaneWindow _window;

    public LaneWindowTests() => _window = new(_memory);

    [Fact]
    public void F_L4_A_lane_takes_so_many_and_no_more()
    {
        for (var i = 0; i < LaneWindow.Size; i++)
        {
            _window.TryReserve(1).ShouldBeTrue();
        }

        _window.TryReserve(1).ShouldBeFalse();
        _window.Room.ShouldBe(0);
        _window.GiveUp(1);
        _window.TryReserve(1).ShouldBeTrue();
    }

    [Fact]
    public void F_L5_Nor_does_it_take_more_than_so_many_bytes()
    {
        while (_window.TryReserve(Megabyte))
        {
        }

        _window.Held.ShouldBe(LaneWindow.Bytes / Megabyte);
        _window.Room.ShouldBe(0);
    }

    [Fact]
    public void F_L5_All_lanes_together_keep_within_what_they_share()
    {
        var lanes = Enumerable.Range(0, 100).Select(_ => new LaneWindow(_memory)).ToList();

        lanes.Sum(static lane => Enumerable.Range(0, 100).Count(_ => lane.TryReserve(Megabyte))).ShouldBe(64);
    }

    [Fact]
    public void F_L5_Claims_keep_within_what_all_lanes_share()
    {
        // Every lane claims at once, as after a start over a backlog; the store brings a megabyte over what was asked, as it may.
        var lanes = Enumerable.Range(0, 100).Select(_ => new LaneWindow(_memory)).ToList();
        var grants = lanes.ConvertAll(static lane => lane.RoomToClaim > 0 ? lane.BeginClaim() : 0);
        grants.Sum().ShouldBeLessThanOrEqualTo((64 * Megabyte) + 100);

        foreach (var (lane, grant) in lanes.Zip(grants))
        {
            lane.EndClaim(grant == 0 ? [] : [.. Enumerable.Range(0, (grant / Megabyte) + 1).Select(_ => A.Delivery(weight: Megabyte))]);
        }

        // Past the shared bound only what each lane is always allowed.
        lanes.Sum(static lane => lane.Held).ShouldBeLessThanOrEqualTo(64 + 100);
        _memory.IsUsedUp.ShouldBeTrue();
        lanes.Where(static lane => lane.Held >= 2).ShouldAllBe(lane => lane.RoomToClaim <= 0);
        lanes.Where(static lane => lane.Held < 2).ShouldAllBe(lane => lane.RoomToClaim == 2 - lane.Held);
    }

    [Fact]
    public void Big_payloads_of_others_never_starve_a_lane()
    {
        _memory.Take(64 * Megabyte);

        _window.RoomToClaim.ShouldBe(2);
        _window.BeginClaim().ShouldBe(1);
        _window.EndClaim([A.Delivery(weight: Megabyte)]);
        _window.RoomToClaim.ShouldBe(1);
    }

    [Fact]
    public void A_claim_gives_back_the_memory_that_it_did_not_need()
    {
        for (var i = 0; i < 1_000; i++)
        {
            _ = _window.BeginClaim();
            _window.EndClaim([]);
        }

        _memory.TryTake(64 * Megabyte).ShouldBeTrue();
    }

    [Fact]
    public void Whatever_way_deliveries_take_all_that_was_counted_is_given_back()
    {
        _window.TryReserve(1_000).ShouldBeTrue();
        _window.TryReserve(2_000).ShouldBeTrue();
        _window.TryReserve(3_000).ShouldBeTrue();
        var (sent, waiting) = (A.Delivery(weight: 1_000), A.Delivery(weight: 2_000));
        _window.AddReserved(sent);
        _window.AddReserved(waiting);
        _ = _window.BeginClaim();
        _window.EndClaim([A.Delivery(weight: 4_000)]);
        (_window.Held, _window.Unstarted, _window.Waiting, _window.InFlight).ShouldBe((4, 4, 3, 0));

        _window.StartNext().ShouldBeSameAs(sent);
        (_window.Held, _window.Unstarted, _window.Waiting, _window.InFlight).ShouldBe((4, 3, 2, 1));
        _window.Ended();
        (_window.Held, _window.Unstarted, _window.Waiting, _window.InFlight).ShouldBe((4, 3, 2, 0));
        _window.Recorded(sent);
        _window.GiveUp(3_000);
        _window.TakeWaiting().Count.ShouldBe(2);

        (_window.Held, _window.Unstarted, _window.Waiting, _window.InFlight, _window.Room).ShouldBe((0, 0, 0, 0, LaneWindow.Size));
        _memory.TryTake(64 * Megabyte).ShouldBeTrue();
    }

    [Fact]
    public void Where_nothing_may_be_sent_twice_little_is_counted_before_it_is_begun()
    {
        _window.MostUnstarted = 4;
        for (var i = 0; i < 4; i++)
        {
            _window.TryReserve(1).ShouldBeTrue();
            _window.AddReserved(A.Delivery(weight: 1));
        }

        _window.TryReserve(1).ShouldBeFalse();
        _window.RoomToClaim.ShouldBe(0);

        _ = _window.StartNext();
        _window.TryReserve(1).ShouldBeTrue();
    }
}
