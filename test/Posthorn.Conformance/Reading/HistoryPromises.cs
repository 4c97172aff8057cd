using Posthorn.Delivery.Endpoints;

namespace Posthorn.Conformance.Reading;

/// <summary>What people are told of an event's way.</summary>
public abstract class HistoryPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task A_delivery_tells_whether_a_lane_holds_it_or_when_it_comes_due()
    {
        var held = await AppendAndClaim();
        var waiting = (await Append(1)).Single().Deliveries.Single().Id;

        (await View(held.Id)).ShouldSatisfyAllConditions(view => (view.InFlight, view.DueAt).ShouldBe((true, null)));
        (await View(waiting)).ShouldSatisfyAllConditions(view => (view.InFlight, view.DueAt).ShouldBe((false, Now)));
        (await Node.History.FindDeliveryAsync(DeliveryId.New(Now), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_deliveries_of_an_event_are_all_of_them_whatever_became_of_each()
    {
        List<Endpoint> endpoints = [Endpoint, await AddEndpoint(), await AddEndpoint(), await AddEndpoint()];
        var stored = await Append(AnEvent(to: endpoints));
        _ = await Deliver((await Claim(of: endpoints[0])).Deliveries.Single());
        _ = await Settle((await Claim(of: endpoints[1])).Deliveries.Single(), Down, Dead);
        _ = await Claim(of: endpoints[2]);
        _ = await Append(1);

        var views = await Node.History.DeliveriesOfAsync(stored.Id, CancellationToken.None);

        views.Select(static view => view.EndpointKey).ShouldBe(endpoints.Select(static endpoint => endpoint.Key));
        foreach (var view in views)
        {
            (await View(view.Id)).ShouldBe(view);
        }
    }

    [Fact]
    public async Task Attempts_are_listed_in_the_order_in_which_they_were_made()
    {
        var other = await AddEndpoint();
        _ = await Append(AnEvent(to: [Endpoint, other]));
        _ = await Deliver((await Claim(of: other)).Deliveries.Single());
        var held = await ClaimOne();
        for (var i = 0; i < 12; i++)
        {
            _ = await Settle(held, Down, Again());
            held = await ClaimOne();
        }

        (await Attempts(held.Id)).Select(static one => one.Number).ShouldBe(Enumerable.Range(1, 12));
        (await Attempts(held.Id)).Select(static one => one.Id).Distinct().Count().ShouldBe(12);
        (await Attempts(DeliveryId.New(Now))).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_backlog_counts_what_is_open_and_what_is_dead_and_tells_what_is_oldest_due()
    {
        var disabled = await AddEndpoint();
        (await Backlog()).ShouldBe(new(0, 0, null));

        var held = await AppendAndClaim();
        (await Backlog()).ShouldBe(new(1, 0, null));

        _ = await Append(1, [disabled]);
        await SetStatus(disabled, EndpointStatus.Disabled);
        var hour = Now.AddHours(1);
        Now = hour;
        _ = await Append(2);
        (await Backlog()).ShouldBe(new(4, 0, hour));

        _ = await Settle((await Claim(limit: 1)).Deliveries.Single(), Down, Dead);
        _ = await Settle((await Claim(limit: 1)).Deliveries.Single(), Down, Again(TimeSpan.FromHours(1)));
        (await Backlog()).ShouldBe(new(3, 1, hour.AddHours(1)));

        await SetStatus(disabled, EndpointStatus.Deleted);
        (await Backlog()).ShouldBe(new(2, 1, hour.AddHours(1)));

        _ = await Deliver(held);
        (await Backlog()).ShouldBe(new(1, 1, hour.AddHours(1)));
    }

    [Fact]
    public async Task F_D10_What_was_just_written_is_read()
    {
        for (var i = 0; i < 50; i++)
        {
            var held = await AppendAndClaim();
            (await View(held.Id)).InFlight.ShouldBeTrue();
            _ = await Deliver(held);
            (await View(held.Id)).InFlight.ShouldBeFalse();
            (await Attempts(held.Id)).ShouldHaveSingleItem();
        }
    }

    private ValueTask<Delivery.Storage.Backlog> Backlog() => Node.History.BacklogAsync(CancellationToken.None);
}
