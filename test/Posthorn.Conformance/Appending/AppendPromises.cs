using System.Text;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Recording;

namespace Posthorn.Conformance.Appending;

/// <summary>Accepted means stored: the event, all of its deliveries, and nothing of either without the other.</summary>
public abstract class AppendPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task Q1_An_event_is_stored_with_a_delivery_for_each_endpoint_due_at_once()
    {
        var other = await AddEndpoint();
        var item = AnEvent(to: [Endpoint, other]);

        var stored = await Append(item);

        stored.Id.ShouldBe(item.Id);
        stored.Deliveries.ShouldBe(item.Deliveries.Select(static one => new StoredDelivery(one.Id, one.Endpoint.Id)));
        var views = await Node.History.DeliveriesOfAsync(stored.Id, CancellationToken.None);
        views.Select(static view => (view.Id, view.EndpointKey)).ShouldBe(item.Deliveries.Select(static one => (one.Id, one.Endpoint.Key)), ignoreOrder: true);
        views.ShouldAllBe(view => view.State == DeliveryState.Pending && !view.InFlight && view.Attempts == 0 && view.DueAt == Now && view.LastOutcome == null);
        views.ShouldAllBe(view => view.EventId == stored.Id && view.EventSequence == stored.Sequence && view.CreatedAt == Now && view.ChangedAt == Now);
    }

    [Fact]
    public async Task I7_A_delivery_that_a_lane_has_room_for_is_stored_as_claimed_with_its_attempt_counted()
    {
        var stored = await Append(AnEvent(claimed: true));

        stored.Holder.ShouldBe(Node.Leases.Term);
        var view = await View(stored.Deliveries.Single().Id);
        (view.State, view.InFlight, view.Attempts, view.DueAt).ShouldBe((DeliveryState.Pending, true, 1, null));
        (await Claim()).ShouldSatisfyAllConditions(claim => claim.Deliveries.ShouldBeEmpty(), claim => claim.More.ShouldBeFalse(), claim => claim.NextDue.ShouldBeNull());
    }

    [Fact]
    public async Task What_is_stored_as_claimed_can_be_settled_by_the_name_that_the_append_returned()
    {
        var item = AnEvent(claimed: true);
        var stored = await Append(item);

        (await Deliver(Held(item, stored))).Held.ShouldBeTrue();

        (await View(item.Deliveries[0].Id)).State.ShouldBe(DeliveryState.Delivered);
    }

    [Fact]
    public async Task Deliveries_of_one_event_may_be_claimed_and_due_side_by_side()
    {
        var other = await AddEndpoint();
        var item = AnEvent(to: [Endpoint, other]);
        item.Deliveries[0] = item.Deliveries[0] with { Claimed = true };

        _ = await Append(item);

        (await View(item.Deliveries[0].Id)).InFlight.ShouldBeTrue();
        (await Claim()).Deliveries.ShouldBeEmpty();
        (await Claim(of: other)).Deliveries.ShouldHaveSingleItem().Id.ShouldBe(item.Deliveries[1].Id);
    }

    [Fact]
    public async Task I1_An_event_that_nobody_wants_is_stored_all_the_same()
    {
        var stored = await Append(AnEvent(to: []));

        stored.Deliveries.ShouldBeEmpty();
        (await Feed()).ShouldHaveSingleItem().Id.ShouldBe(stored.Id);
        (await Node.History.DeliveriesOfAsync(stored.Id, CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("{}", "ses_1")]
    [InlineData("""{"text": "Grüße, 診断, 🩺, \u0000 and \\ and ' and \" and $1"}""", "with 'quotes' and 診断")]
    [InlineData("\0\u0001\u007f", "")]
    [InlineData("", null)]
    public async Task I2_Every_byte_of_an_event_comes_back_as_it_was_accepted(string data, string? subject)
    {
        var item = Whole(Encoding.UTF8.GetBytes(data), subject);

        var stored = await Append(item);

        var read = (await Node.History.FindEventAsync(stored.Id, CancellationToken.None)).ShouldNotBeNull();
        (read.Id, read.Sequence, read.PartnerKey, read.Type, read.Subject).ShouldBe((item.Id, stored.Sequence, Partner.Key, item.Type, subject));
        (read.OccurredAt, read.AcceptedAt).ShouldBe((item.OccurredAt, item.AcceptedAt));
        read.Data.Span.SequenceEqual(item.Data.Span).ShouldBeTrue();
        (await ClaimOne()).Data.Span.SequenceEqual(item.Data.Span).ShouldBeTrue();
    }

    [Fact]
    public async Task F_L5_A_megabyte_comes_back_as_it_was_accepted()
    {
        var data = new byte[1_048_576];
        new Random(4711).NextBytes(data);

        _ = await Append(Whole(data, "ses_1"));

        (await ClaimOne()).Data.Span.SequenceEqual(data).ShouldBeTrue();
    }

    [Fact]
    public async Task An_event_that_is_not_there_is_not_found()
    {
        _ = await Append(1);

        (await Node.History.FindEventAsync(EventId.New(Now), CancellationToken.None)).ShouldBeNull();
        (await Node.History.DeliveriesOfAsync(EventId.New(Now), CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task I1_What_was_stored_is_there_after_a_crash()
    {
        var stored = await Append(20);

        await CrashAsync();

        (await Feed()).Select(static one => (one.Id, one.Sequence)).ShouldBe(stored.Select(static one => (one.Id, one.Sequence)));
        (await Claim()).Deliveries.Select(static one => one.EventId).ShouldBe(stored.Select(static one => one.Id), ignoreOrder: true);
    }

    [Fact]
    public async Task F_O1_After_a_deletion_nothing_comes_to_wait_for_its_endpoint()
    {
        // It was matched with an endpoint that has been deleted since.
        var other = await AddEndpoint();
        var item = AnEvent(to: [Endpoint, other]);
        await SetStatus(Endpoint, EndpointStatus.Deleted);

        var stored = await Append(item);

        (await Views()).ShouldAllBe(view => view.EndpointKey == other.Key || view.State == DeliveryState.Cancelled);
        stored.Deliveries.ShouldContain(new StoredDelivery(item.Deliveries[1].Id, other.Id));
        (await Claim()).Deliveries.ShouldBeEmpty();
        (await Node.Lanes.OpenLanesAsync()).ShouldNotContain(lane => lane.EndpointKey == Endpoint.Key);
    }

    private EventToStore Whole(byte[] data, string? subject) => new()
    {
        Id = EventId.New(Now),
        Partner = Partner,
        Type = "session.failed",
        Subject = subject,
        Data = data,
        OccurredAt = Now.AddDays(-3).AddMilliseconds(-1),
        AcceptedAt = Now,
        Deliveries = [new(DeliveryId.New(Now), Endpoint, BodyHash: long.MinValue, Claimed: false)],
    };
}
