using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;

namespace Posthorn.Conformance.Claiming;

/// <summary>Q2, I7: a claim takes what is due, earliest first, for itself alone, and counts an attempt of each.</summary>
public abstract class ClaimPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task Q2_A_claim_counts_the_attempt_and_keeps_it_from_everybody_else()
    {
        _ = await Append(3);

        var claim = await Claim();
        claim.Deliveries.Count.ShouldBe(3);
        claim.Deliveries.ShouldAllBe(delivery => delivery.Attempt == 1 && delivery.AttemptInSchedule == 1 && delivery.Holder == Node.Leases.Term);

        (await Claim()).Deliveries.ShouldBeEmpty();
        (await Views()).ShouldAllBe(view => view.InFlight && view.Attempts == 1 && view.DueAt == null && view.State == DeliveryState.Pending);
    }

    [Fact]
    public async Task What_is_claimed_comes_with_all_that_an_attempt_needs()
    {
        var item = AnEvent(data: """{"n":1}""", type: "session.failed");
        var stored = await Append(item);
        Now += TimeSpan.FromSeconds(1);

        var claimed = await ClaimOne();

        (claimed.Id, claimed.EventId, claimed.EventSequence, claimed.EndpointKey).ShouldBe((item.Deliveries[0].Id, item.Id, stored.Sequence, Endpoint.Key));
        (claimed.EventType, claimed.OccurredAt, claimed.BodyHash).ShouldBe((item.Type, item.OccurredAt, item.Deliveries[0].BodyHash));
        claimed.Data.Span.SequenceEqual(item.Data.Span).ShouldBeTrue();
        claimed.Body.IsEmpty.ShouldBeTrue();
        claimed.Reserved.ShouldBe(DueDelivery.Weigh(item.Data.Length));
    }

    [Fact]
    public async Task A_claim_takes_the_earliest_due_first_and_tells_when_the_next_of_those_it_left_comes_due()
    {
        var first = Now;
        foreach (var seconds in (int[])[3, 2, 1])
        {
            Now = first.AddSeconds(seconds);
            _ = await Append(1);
        }

        Now = first.AddSeconds(2);
        var claim = await Claim(limit: 1);
        claim.Deliveries.ShouldHaveSingleItem().EventSequence.ShouldBe((await Feed())[2].Sequence);
        (claim.More, claim.NextDue).ShouldBe((true, first.AddSeconds(2)));

        claim = await Claim();
        claim.Deliveries.ShouldHaveSingleItem().EventSequence.ShouldBe((await Feed())[1].Sequence);
        (claim.More, claim.NextDue).ShouldBe((false, first.AddSeconds(3)));

        (await Claim()).ShouldSatisfyAllConditions(
            nothing => nothing.Deliveries.ShouldBeEmpty(), nothing => nothing.More.ShouldBeFalse(), nothing => nothing.NextDue.ShouldBe(first.AddSeconds(3)));

        Now = first.AddSeconds(3);
        claim = await Claim();
        claim.Deliveries.ShouldHaveSingleItem();
        (claim.More, claim.NextDue).ShouldBe((false, null));
    }

    [Fact]
    public async Task Those_of_one_claim_are_in_the_order_in_which_they_came_due()
    {
        var (first, random) = (Now, new Random(4711));
        for (var i = 0; i < 50; i++)
        {
            Now = first.AddMilliseconds(random.Next(1_000));
            _ = await Append(1);
        }

        Now = first.AddSeconds(1);
        var due = (await Views()).ToDictionary(static view => view.Id, static view => view.DueAt);
        var claims = new List<DueDelivery>();
        while ((await Claim(limit: 7)).Deliveries is { Count: > 0 } claimed)
        {
            claimed.Count.ShouldBeLessThanOrEqualTo(7);
            claims.AddRange(claimed);
        }

        claims.Count.ShouldBe(50);
        claims.Select(claimed => due[claimed.Id]!.Value).ShouldBeInOrder(SortDirection.Ascending);
    }

    [Fact]
    public async Task F_L5_A_claim_stops_at_so_many_bytes_and_takes_one_at_least()
    {
        for (var i = 0; i < 5; i++)
        {
            _ = await Append(AnEvent(data: $$"""{"text":"{{new string('x', 10_000)}}"}"""));
        }

        (await Claim(bytes: 1)).ShouldSatisfyAllConditions(claim => claim.Deliveries.Count.ShouldBe(1), claim => claim.More.ShouldBeTrue());
        (await Claim(bytes: 20_000)).ShouldSatisfyAllConditions(claim => claim.Deliveries.Count.ShouldBe(2), claim => claim.More.ShouldBeTrue());
        (await Claim(bytes: 1_000_000)).ShouldSatisfyAllConditions(claim => claim.Deliveries.Count.ShouldBe(2), claim => claim.More.ShouldBeFalse());
    }

    [Fact]
    public async Task A_claim_takes_nothing_of_another_endpoint()
    {
        var other = await AddEndpoint();
        _ = await Append(3, [Endpoint, other]);

        (await Claim(of: other)).ShouldSatisfyAllConditions(
            claim => claim.Deliveries.Count.ShouldBe(3), claim => claim.Deliveries.ShouldAllBe(one => one.EndpointKey == other.Key));

        (await Claim()).Deliveries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_claim_where_nothing_is_or_ever_was_brings_nothing()
    {
        var other = await AddEndpoint();

        (await Claim()).ShouldSatisfyAllConditions(
            claim => claim.Deliveries.ShouldBeEmpty(), claim => claim.More.ShouldBeFalse(), claim => claim.NextDue.ShouldBeNull());
        (await Claim(of: other, dueBy: DateTimeOffset.MaxValue, changedBefore: Now)).Deliveries.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_came_later_and_is_due_earlier_is_found_by_the_next_claim_or_the_one_after_it()
    {
        // A lane that goes on where its last claim ended must look back, too.
        Now = Now.AddHours(1);
        _ = await Append(3);
        (await Claim(limit: 2)).Deliveries.Count.ShouldBe(2);
        Now = Now.AddHours(-1);
        var early = await Append(1);
        Now = Now.AddHours(2);

        var found = new List<DueDelivery>();
        for (var looks = 0; looks < 3; looks++)
        {
            found.AddRange((await Claim(limit: 1)).Deliveries);
            Now = Now.AddSeconds(2);
        }

        found.Count.ShouldBe(2);
        found.ShouldContain(one => one.EventId == early[0].Id);
    }

    [Fact]
    public async Task The_schedule_begins_with_the_first_attempt_and_not_with_the_waiting_for_it()
    {
        _ = await Append(1);
        Now = Now.AddDays(1);
        var first = await ClaimOne();
        first.ScheduleStart.ShouldBe(Now);

        _ = await Settle(first, Down, Again());
        Now = Now.AddDays(1);
        (await ClaimOne()).ShouldSatisfyAllConditions(
            next => next.ScheduleStart.ShouldBe(Now.AddDays(-1)), next => next.Attempt.ShouldBe(2), next => next.AttemptInSchedule.ShouldBe(2));
    }

    [Fact]
    public async Task After_a_recovery_a_claim_pulls_forward_what_waited_and_leaves_what_was_touched_since()
    {
        _ = await Append(3);
        foreach (var delivery in (await Claim()).Deliveries)
        {
            _ = await Settle(delivery, Down, Again(TimeSpan.FromHours(1)));
        }

        Now = Now.AddSeconds(1);
        var recovered = Now;
        var pulled = (await Claim(limit: 1, dueBy: DateTimeOffset.MaxValue, changedBefore: recovered)).Deliveries.ShouldHaveSingleItem();
        pulled.Attempt.ShouldBe(2);
        _ = await Settle(pulled, Down, Again(TimeSpan.FromSeconds(5)));

        var others = (await Claim(dueBy: DateTimeOffset.MaxValue, changedBefore: recovered)).Deliveries;
        others.Count.ShouldBe(2);
        others.ShouldNotContain(delivery => delivery.Id == pulled.Id);

        // Unless it is due by itself.
        Now = Now.AddSeconds(5);
        (await Claim(dueBy: DateTimeOffset.MaxValue, changedBefore: recovered)).Deliveries.ShouldHaveSingleItem().Id.ShouldBe(pulled.Id);
    }

    [Fact]
    public async Task Many_who_claim_at_the_same_time_never_get_the_same()
    {
        _ = await Append(500);

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
        {
            var mine = new List<DueDelivery>();
            while (await Claim(limit: 3 + n) is { Deliveries.Count: > 0 } claim)
            {
                mine.AddRange(claim.Deliveries);
            }

            return mine;
        })));

        var all = claims.SelectMany(static one => one).ToList();
        all.Count.ShouldBe(500);
        all.Select(static one => one.Id).Distinct().Count().ShouldBe(500);
    }

    [Fact]
    public async Task A_claim_beside_appends_misses_nothing_of_them_in_the_end()
    {
        var appending = Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                (await Append(2)).Count.ShouldBe(2);
            }
        })));

        var claimed = new List<DueDelivery>();
        bool over;
        do
        {
            over = appending.IsCompleted;
            claimed.AddRange((await Claim(limit: 5)).Deliveries);
        }
        while (!over);

        await appending;
        while (await Claim(limit: 100) is { Deliveries.Count: > 0 } claim)
        {
            claimed.AddRange(claim.Deliveries);
        }

        claimed.Select(static one => one.Id).Distinct().Count().ShouldBe(200);
        claimed.Count.ShouldBe(200);
    }

    [Fact]
    public async Task Every_endpoint_with_deliveries_that_wait_is_listed_with_its_earliest_due_moment()
    {
        var (held, done, idle) = (await AddEndpoint(), await AddEndpoint(), await AddEndpoint());
        _ = await Append(2, [Endpoint, held, done]);
        _ = await Claim(of: held);
        foreach (var delivery in (await Claim(of: done)).Deliveries)
        {
            _ = await Deliver(delivery);
        }

        _ = await Settle((await Claim(limit: 1)).Deliveries.Single(), Down, Again(TimeSpan.FromHours(1)));

        var open = (await Node.Lanes.OpenLanesAsync()).Where(static lane => lane.NextDue is not null).ToList();
        open.ShouldHaveSingleItem().ShouldBe(new(Endpoint.Key, Now));
        open.ShouldNotContain(lane => lane.EndpointKey == idle.Key);

        _ = await Claim();
        (await Node.Lanes.OpenLanesAsync()).ShouldContain(new OpenLane(Endpoint.Key, Now.AddHours(1)));
    }
}
