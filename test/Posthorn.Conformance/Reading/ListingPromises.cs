using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance.Reading;

/// <summary>A partner's deliveries, page by page, newest event first.</summary>
public abstract class ListingPromises(StoreUnderTest store) : StorePromises(store)
{
    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData(0, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Pages_put_together_are_every_matching_delivery_once_newest_event_first(int? number, bool ofOneEndpoint)
    {
        var state = (DeliveryState?)number;
        List<Endpoint> endpoints = [Endpoint, await AddEndpoint(), await AddEndpoint()];
        var all = await Fill(endpoints);
        long? endpoint = ofOneEndpoint ? endpoints[1].Key : null;
        var expected = all
            .Where(one => (state is null || one.State == state) && (endpoint is null || one.Endpoint == endpoint))
            .OrderByDescending(static one => one.Place).ThenBy(static one => one.Endpoint);

        var seen = new List<DeliveryView>();
        long? cursor = null;
        do
        {
            var page = await List(new(Partner.Key, endpoint, state, cursor, Limit: 7));
            page.Deliveries.Count.ShouldBeLessThanOrEqualTo(7);
            seen.AddRange(page.Deliveries);
            cursor = page.Next;
        }
        while (cursor is not null);

        seen.Select(static one => one.Id).ShouldBe(expected.Select(static one => one.Id));
        foreach (var view in seen)
        {
            (await View(view.Id)).ShouldBe(view);
        }
    }

    [Fact]
    public async Task An_event_s_deliveries_are_never_parted_even_when_they_are_more_than_a_page()
    {
        List<Endpoint> endpoints = [Endpoint, await AddEndpoint(), await AddEndpoint()];
        var stored = await Append(2, endpoints);
        var (first, second) = (stored[0].Sequence, stored[1].Sequence);

        // One of each has left the queue.
        _ = await Settle((await Claim(limit: 1)).Deliveries.Single(), Down, Dead);
        _ = await Deliver((await Claim(limit: 1)).Deliveries.Single());

        var page = await List(new(Partner.Key, null, null, null, Limit: 2));
        page.Deliveries.Select(static one => one.EventSequence).ShouldBe([second, second, second]);

        var rest = await List(new(Partner.Key, null, null, page.Next, Limit: 4));
        rest.Deliveries.Select(static one => one.EventSequence).ShouldBe([first, first, first]);
        rest.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task AT1_Another_partner_s_endpoint_lists_nothing(int? number)
    {
        var other = await AddPartner("ptn_b");
        var state = (DeliveryState?)number;
        await Bring(state ?? DeliveryState.Delivered, Endpoint);

        (await List(new(other.Key, Endpoint.Key, state, null, 10))).Deliveries.ShouldBeEmpty();
        (await List(new(other.Key, null, state, null, 10))).Deliveries.ShouldBeEmpty();
        (await List(new(Partner.Key, Endpoint.Key, state, null, 10))).Deliveries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_is_held_or_waits_is_listed_as_open_and_once_only_while_it_moves()
    {
        _ = await Append(30);
        var moving = Task.Run(async () =>
        {
            while (await Claim(limit: 1) is { Deliveries: [var one] })
            {
                (await Deliver(one)).Held.ShouldBeTrue();
            }
        });

        bool over;
        do
        {
            over = moving.IsCompleted;
            var page = await List(new(Partner.Key, null, null, null, Limit: 100));
            page.Deliveries.Select(static one => one.Id).Distinct().Count().ShouldBe(30);
            page.Deliveries.Count.ShouldBe(30);
        }
        while (!over);

        await moving;
    }

    private ValueTask<DeliveryPage> List(DeliveryFilter filter) => Node.History.ListDeliveriesAsync(filter, CancellationToken.None);

    private async Task<List<(long Place, long Endpoint, DeliveryState State, DeliveryId Id)>> Fill(List<Endpoint> endpoints)
    {
        var random = new Random(4711);
        var all = new List<(long, long, DeliveryState, DeliveryId)>();
        for (var i = 0; i < 60; i++)
        {
            var to = endpoints.Where(_ => random.Next(3) > 0).ToList();
            var item = AnEvent(claimed: true, to: to);
            var stored = await Append(item);
            for (var n = 0; n < to.Count; n++)
            {
                var state = (DeliveryState)random.Next(4);
                all.Add((stored.Sequence, to[n].Key, state, item.Deliveries[n].Id));
                await Move(Held(item, stored, n), state, random.Next(2) == 0);
            }
        }

        return all;
    }

    private async Task Bring(DeliveryState state, Endpoint endpoint)
    {
        var item = AnEvent(claimed: true, to: [endpoint]);
        await Move(Held(item, await Append(item)), state, held: false);
    }

    private async Task Move(Delivery.Lanes.DueDelivery delivery, DeliveryState state, bool held)
    {
        var next = state switch
        {
            DeliveryState.Delivered => NextStep.Delivered.Instance,
            DeliveryState.Dead => Dead,
            DeliveryState.Cancelled => new NextStep.Cancelled("endpoint_deleted"),
            _ => held ? null : Again(),
        };
        if (next is not null)
        {
            (await Settle(delivery, state == DeliveryState.Delivered ? Ok : Down, next)).Held.ShouldBeTrue();
        }
    }
}
