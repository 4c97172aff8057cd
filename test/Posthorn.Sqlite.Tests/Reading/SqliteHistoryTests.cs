using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Reading;

public sealed class SqliteHistoryTests : IDisposable
{
    private readonly ColdStore _store = new();

    [Fact]
    public async Task An_event_is_read_back_whole()
    {
        var partner = await _store.AddPartner();
        var place = _store.AddEvent(partner, type: "session.failed");
        var read = (await Feed(partner.Key, 0, 10)).ShouldHaveSingleItem();

        (read.Sequence, read.PartnerKey, read.Type, read.Subject, read.OccurredAt).ShouldBe((place, partner.Key, "session.failed", "ses_1", ColdStore.Noon));
        read.Data.ToArray().ShouldBe("{}"u8.ToArray());

        var again = (await _store.History.FindEventAsync(read.Id, CancellationToken.None)).ShouldNotBeNull();
        again.Sequence.ShouldBe(place);
        (await _store.History.FindEventAsync(EventId.New(ColdStore.Noon), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_delivery_tells_whether_a_lane_holds_it_or_when_it_comes_due()
    {
        var partner = await _store.AddPartner();
        var endpoint = await _store.AddEndpoint(partner);
        var held = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Pending, dueAt: long.MaxValue);
        var waiting = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Pending, dueAt: ColdStore.Noon.AddHours(2).ToUnixTimeMilliseconds());

        var ofHeld = (await _store.History.FindDeliveryAsync(held, CancellationToken.None)).ShouldNotBeNull();
        var ofWaiting = (await _store.History.FindDeliveryAsync(waiting, CancellationToken.None)).ShouldNotBeNull();

        (ofHeld.InFlight, ofHeld.DueAt).ShouldBe((true, null));
        (ofWaiting.InFlight, ofWaiting.DueAt).ShouldBe((false, ColdStore.Noon.AddHours(2)));
        (await _store.History.FindDeliveryAsync(DeliveryId.New(ColdStore.Noon), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Attempts_are_listed_in_the_order_in_which_they_were_made()
    {
        var partner = await _store.AddPartner();
        var (endpoint, other) = (await _store.AddEndpoint(partner), await _store.AddEndpoint(partner));
        var place = _store.AddEvent(partner);
        var delivery = _store.AddDelivery(place, endpoint);
        var (second, first) = (_store.AddAttempt(place, endpoint, 2), _store.AddAttempt(place, endpoint, 1));
        _ = _store.AddAttempt(place, other, 1);

        var attempts = await _store.History.AttemptsAsync(delivery, CancellationToken.None);

        attempts.Select(static attempt => attempt.Id).ShouldBe([first, second]);
        var read = attempts[0];
        (read.Number, read.Took, read.Outcome, read.Status, read.Ambiguous).ShouldBe((1, TimeSpan.FromMicroseconds(1500), "answered", 503, false));
        read.AnswerHead.ToArray().ShouldBe("busy"u8.ToArray());
    }

    [Fact]
    public async Task The_deliveries_of_an_event_are_all_of_them()
    {
        var partner = await _store.AddPartner();
        var (endpoint, other) = (await _store.AddEndpoint(partner), await _store.AddEndpoint(partner));
        var place = _store.AddEvent(partner);
        var deliveries = new[] { _store.AddDelivery(place, endpoint), _store.AddDelivery(place, other, DeliveryState.Dead) };
        var id = (await Feed(partner.Key, 0, 1))[0].Id;

        (await _store.History.DeliveriesOfAsync(id, CancellationToken.None)).Select(static one => one.Id).ShouldBe(deliveries);
    }

    [Fact]
    public async Task A_reader_that_passes_on_the_last_sequence_misses_nothing_and_sees_nothing_of_others()
    {
        var (partner, other) = (await _store.AddPartner(), await _store.AddPartner("ptn_b"));
        var places = new List<long>();
        for (var i = 0; i < 25; i++)
        {
            places.Add(_store.AddEvent(partner));
            _ = _store.AddEvent(other);
        }

        var seen = new List<long>();
        while (await Feed(partner.Key, seen.LastOrDefault(), 10) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(static one => one.Sequence));
        }

        seen.ShouldBe(places);
    }

    [Fact]
    public async Task The_backlog_counts_what_is_open_and_what_is_dead()
    {
        var partner = await _store.AddPartner();
        var (endpoint, disabled) = (await _store.AddEndpoint(partner), await _store.AddEndpoint(partner));
        await _store.Configuration.UpdateEndpointAsync(disabled with { Status = EndpointStatus.Disabled }, ColdStore.Noon);
        (await _store.History.BacklogAsync(CancellationToken.None)).ShouldBe(new(0, 0, null));

        _ = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Pending, dueAt: long.MaxValue);
        (await _store.History.BacklogAsync(CancellationToken.None)).ShouldBe(new(1, 0, null));

        _ = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Pending, dueAt: ColdStore.Noon.AddHours(1).ToUnixTimeMilliseconds());
        _ = _store.AddDelivery(_store.AddEvent(partner), disabled, DeliveryState.Pending, dueAt: ColdStore.Noon.ToUnixTimeMilliseconds());
        _ = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Dead);
        _ = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Cancelled);
        (await _store.History.BacklogAsync(CancellationToken.None)).ShouldBe(new(3, 1, ColdStore.Noon.AddHours(1)));
    }

    [Fact]
    public async Task Reads_go_on_while_a_change_is_being_written()
    {
        var partner = await _store.AddPartner();
        _ = _store.AddEvent(partner);

        var seen = _store.Write(_ => Feed(partner.Key, 0, 10).AsTask().GetAwaiter().GetResult().Count);

        seen.ShouldBe(1);
    }

    public void Dispose() => _store.Dispose();

    private ValueTask<IReadOnlyList<Delivery.Storage.EventView>> Feed(long partner, long after, int limit) =>
        _store.History.FeedAsync(partner, after, limit, CancellationToken.None);
}
