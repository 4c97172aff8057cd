using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;

namespace Posthorn.Conformance.Settling;

/// <summary>News are stored in the commit of what they tell of, or not at all.</summary>
public abstract class AnnouncementPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task The_news_of_a_settlement_are_stored_with_it_and_delivered_like_any_event()
    {
        var ops = await AddEndpoint();
        var held = await AppendAndClaim();
        var news = AnEvent(type: "delivery.exhausted", to: [ops]);

        var settled = await Settle(held, Down, Dead, news);

        settled.Held.ShouldBeTrue();
        var stored = settled.Announced.ShouldBeOfType<Appended.Stored>().Event;
        (stored.Id, stored.Sequence > held.EventSequence).ShouldBe((news.Id, true));
        (await Feed()).Select(static one => one.Type).ShouldBe(["session.completed", "delivery.exhausted"]);
        (await Claim(of: ops)).Deliveries.ShouldHaveSingleItem().EventId.ShouldBe(news.Id);
    }

    [Fact]
    public async Task The_news_may_be_held_at_once_by_the_lane_they_go_to()
    {
        var news = AnEvent(claimed: true, type: "delivery.exhausted");

        var settled = await Settle(await AppendAndClaim(), Down, Dead, news);

        var stored = settled.Announced.ShouldBeOfType<Appended.Stored>().Event;
        stored.Holder.ShouldBe(Node.Leases.Term);
        (await Deliver(Held(news, stored))).Held.ShouldBeTrue();
    }

    [Fact]
    public async Task What_changed_nothing_is_not_announced()
    {
        var held = await AppendAndClaim();
        _ = await Deliver(held);

        var settled = await Settle(held, Down, Dead, AnEvent(type: "delivery.exhausted"));

        (settled.Held, settled.Announced).ShouldBe((false, null));
        (await Feed()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_settlement_without_news_announces_nothing() =>
        (await Deliver(await AppendAndClaim())).Announced.ShouldBeNull();

    [Fact]
    public async Task Of_many_who_settle_the_same_one_announces_it()
    {
        var held = await AppendAndClaim();

        var settled = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(
            async () => await Settle(held, Down, Dead, AnEvent(type: "delivery.exhausted", to: [])))));

        settled.Count(static one => one.Announced is not null).ShouldBe(1);
        (await Feed()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_lane_s_turn_is_announced_in_its_own_commit()
    {
        var health = LaneHealth.Active(Endpoint.Key) with { FailingSince = Now, Probes = 1, NextProbeAt = Now.AddSeconds(5) };

        (await Node.Lanes.SaveHealthAsync(health, announcement: null)).ShouldBeNull();
        _ = (await Node.Lanes.SaveHealthAsync(health with { NoticesSent = 1 }, AnEvent(type: "endpoint.failing"))).ShouldBeOfType<Appended.Stored>();

        (await Feed()).ShouldHaveSingleItem().Type.ShouldBe("endpoint.failing");
        (await Claim()).Deliveries.ShouldHaveSingleItem();
    }
}
