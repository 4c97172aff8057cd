using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Reading;

public sealed class DeliveryListingTests : IDisposable
{
    private readonly ColdStore _store = new();

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
        var partner = await _store.AddPartner();
        EndpointRow[] endpoints = [await _store.AddEndpoint(partner), await _store.AddEndpoint(partner), await _store.AddEndpoint(partner)];
        var expected = Fill(partner, endpoints).Where(one => state is null || one.State == state).ToList();
        long? endpoint = ofOneEndpoint ? endpoints[1].Key : null;
        expected = [.. expected.Where(one => endpoint is null || one.Endpoint == endpoint).OrderByDescending(static one => one.Place).ThenBy(static one => one.Endpoint)];

        var seen = new List<DeliveryView>();
        long? cursor = null;
        do
        {
            var page = await List(new(partner.Key, endpoint, state, cursor, Limit: 7));
            page.Deliveries.Count.ShouldBeLessThanOrEqualTo(7);
            seen.AddRange(page.Deliveries);
            cursor = page.Next;
        }
        while (cursor is not null);

        seen.Select(static one => one.Id).ShouldBe(expected.Select(static one => one.Id));
    }

    [Fact]
    public async Task An_events_deliveries_are_never_parted_even_when_they_are_more_than_a_page()
    {
        var partner = await _store.AddPartner();
        EndpointRow[] endpoints = [await _store.AddEndpoint(partner), await _store.AddEndpoint(partner), await _store.AddEndpoint(partner)];
        var (first, second) = (_store.AddEvent(partner), _store.AddEvent(partner));
        foreach (var endpoint in endpoints)
        {
            _ = _store.AddDelivery(first, endpoint);
            _ = _store.AddDelivery(second, endpoint);
        }

        var page = await List(new(partner.Key, null, null, null, Limit: 2));
        page.Deliveries.Select(static one => one.EventSequence).ShouldBe([second, second, second]);

        var rest = await List(new(partner.Key, null, null, page.Next, Limit: 4));
        rest.Deliveries.Select(static one => one.EventSequence).ShouldBe([first, first, first]);
        rest.Next.ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(2)]
    public async Task AT1_another_partners_endpoint_lists_nothing(int? number)
    {
        var state = (DeliveryState?)number;
        var (partner, other) = (await _store.AddPartner(), await _store.AddPartner("ptn_b"));
        var endpoint = await _store.AddEndpoint(partner);
        _ = _store.AddDelivery(_store.AddEvent(partner), endpoint, state ?? DeliveryState.Delivered);

        (await List(new(other.Key, endpoint.Key, state, null, 10))).Deliveries.ShouldBeEmpty();
        (await List(new(partner.Key, endpoint.Key, state, null, 10))).Deliveries.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_page_reads_only_so_many_rows_and_tells_where_to_go_on()
    {
        var partner = await _store.AddPartner();
        var endpoint = await _store.AddEndpoint(partner);
        var oldest = _store.AddEvent(partner);
        var wanted = _store.AddDelivery(oldest, endpoint);
        _store.AddMany(partner, 15_000);

        var page = await List(new(partner.Key, null, DeliveryState.Delivered, null, 10));
        page.Deliveries.ShouldBeEmpty();
        page.Next.ShouldNotBeNull();

        var next = await List(new(partner.Key, null, DeliveryState.Delivered, page.Next, 10));
        next.Deliveries.ShouldHaveSingleItem().Id.ShouldBe(wanted);
        next.Next.ShouldBeNull();
    }

    [Fact]
    public async Task A_queue_too_long_to_be_sorted_is_listed_by_walking_the_log()
    {
        var partner = await _store.AddPartner();
        var endpoint = await _store.AddEndpoint(partner);
        _store.AddMany(partner, 12_000, endpoint, DeliveryState.Pending);

        var page = await List(new(partner.Key, endpoint.Key, DeliveryState.Pending, null, 100));

        page.Deliveries.Select(static one => one.EventSequence).ShouldBe(Enumerable.Range(0, 100).Select(static n => 12_000L - n));
        page.Next.ShouldBe(page.Deliveries[^1].EventSequence);
    }

    public void Dispose() => _store.Dispose();

    private ValueTask<DeliveryPage> List(DeliveryFilter filter) => _store.History.ListDeliveriesAsync(filter, CancellationToken.None);

    private List<(long Place, long Endpoint, DeliveryState State, DeliveryId Id)> Fill(Partner partner, EndpointRow[] endpoints)
    {
        var random = new Random(4711);
        var all = new List<(long, long, DeliveryState, DeliveryId)>();
        for (var i = 0; i < 60; i++)
        {
            var place = _store.AddEvent(partner);
            foreach (var endpoint in endpoints.Where(_ => random.Next(3) > 0))
            {
                var state = (DeliveryState)random.Next(4);
                all.Add((place, endpoint.Key, state, _store.AddDelivery(place, endpoint, state)));
            }
        }

        return all;
    }
}
