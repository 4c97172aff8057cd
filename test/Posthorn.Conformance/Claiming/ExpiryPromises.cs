using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;

namespace Posthorn.Conformance.Claiming;

/// <summary>Behind an endpoint that is held, what waited too long is found, and ended only as it was found.</summary>
public abstract class ExpiryPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task What_waited_too_long_is_found_and_left_as_it_is_until_it_is_ended()
    {
        _ = await Append(3);
        var tried = (await Claim(limit: 1)).Deliveries.ShouldHaveSingleItem();
        _ = await Settle(tried, Down, Again());
        Now = Now.AddHours(2);
        var before = await Views();

        (await Expire(afterFirst: 3, neverTried: 3)).ShouldBeEmpty();
        (await Expire(afterFirst: 1, neverTried: 3)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            one => one.Id.ShouldBe(tried.Id), one => one.Attempt.ShouldBe(1), one => one.EventType.ShouldBe(tried.EventType),
            one => one.EventId.ShouldBe(tried.EventId), one => one.OccurredAt.ShouldBe(tried.OccurredAt), one => one.ScheduleStart.ShouldBe(tried.ScheduleStart));
        (await Expire(afterFirst: 3, neverTried: 1)).Count.ShouldBe(2);
        var expired = await Expire(afterFirst: 1, neverTried: 1);
        expired.Count.ShouldBe(3);
        (await Views()).ShouldBe(before);

        foreach (var delivery in expired)
        {
            (await End(delivery)).Held.ShouldBeTrue();
        }

        (await Views()).ShouldAllBe(view => view.State == DeliveryState.Dead && view.LastOutcome == "horizon_passed" && view.DueAt == null && view.ChangedAt == Now);
        (await Attempts(tried.Id)).ShouldHaveSingleItem();
        (await Expire(afterFirst: 0, neverTried: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_not_due_yet_or_is_held_has_not_waited()
    {
        _ = await Append(3);
        var held = (await Claim(limit: 2)).Deliveries;
        _ = await Settle(held[0], Down, Again(TimeSpan.FromHours(3)));
        Now = Now.AddHours(2);

        (await Expire(afterFirst: 0, neverTried: 0)).ShouldHaveSingleItem().Id.ShouldNotBe(held[1].Id);

        Now = Now.AddHours(2);
        (await Expire(afterFirst: 0, neverTried: 0)).Select(static one => one.Id).ShouldContain(held[0].Id);
    }

    [Fact]
    public async Task Nothing_of_another_endpoint_is_found()
    {
        var other = await AddEndpoint();
        _ = await Append(2, [other]);
        Now = Now.AddHours(2);

        (await Expire(afterFirst: 0, neverTried: 0)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_claimed_or_replayed_since_it_was_found_is_not_ended()
    {
        _ = await Append(2);
        Now = Now.AddHours(2);
        var expired = await Expire(afterFirst: 1, neverTried: 1);
        var claimed = (await Claim(limit: 1)).Deliveries.ShouldHaveSingleItem();
        var other = expired.Single(one => one.Id != claimed.Id);
        (await Node.Replays.ReplayAsync(other.Id, Now)).ShouldBe(ReplayOutcome.Due);

        foreach (var delivery in expired)
        {
            (await End(delivery)).Held.ShouldBeFalse();
        }

        _ = await Settle(claimed, Down, Again());
        (await End(expired.Single(one => one.Id == claimed.Id))).Held.ShouldBeFalse();

        (await Views()).ShouldAllBe(view => view.State == DeliveryState.Pending && !view.InFlight);
    }

    [Fact]
    public async Task Ended_once_it_cannot_be_ended_again()
    {
        _ = await Append(1);
        Now = Now.AddHours(2);
        var expired = (await Expire(afterFirst: 1, neverTried: 1)).Single();
        (await End(expired)).Held.ShouldBeTrue();
        var before = await Views();
        Now = Now.AddHours(1);

        (await End(expired)).Held.ShouldBeFalse();

        (await Views()).ShouldBe(before);
    }

    [Fact]
    public async Task F_O7_What_was_replayed_of_late_has_not_waited_too_long_however_old_it_is()
    {
        var tried = await AppendAndClaim();
        _ = await Settle(tried, Down, Dead);
        _ = await Append(1);
        var never = (await Views()).Single(view => view.Id != tried.Id).Id;
        Now = Now.AddDays(20);
        (await End((await Expire(afterFirst: 0, neverTried: 0)).Single())).Held.ShouldBeTrue();
        foreach (var id in (DeliveryId[])[tried.Id, never])
        {
            (await Node.Replays.ReplayAsync(id, Now)).ShouldBe(ReplayOutcome.Due);
        }

        Now = Now.AddHours(1);
        (await Expire(afterFirst: 2, neverTried: 2)).ShouldBeEmpty();
        (await Expire(afterFirst: 0, neverTried: 0)).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(25)]
    public async Task Looking_for_what_waited_too_long_goes_on_where_it_stopped_and_begins_anew_at_the_end(int lookAt)
    {
        var expected = (await Append(25)).Select(static one => one.Sequence).ToList();
        Now = Now.AddHours(2);
        var (found, place, looks) = (new List<long>(), default(DuePlace), 0);
        do
        {
            var expiry = await Node.Lanes.ExpireAsync(new(Endpoint.Key, TimeSpan.FromHours(1), TimeSpan.FromHours(1), place, lookAt), Now);
            expiry.Deliveries.Count.ShouldBeLessThanOrEqualTo(lookAt);
            found.AddRange(expiry.Deliveries.Select(static one => one.EventSequence));
            place = expiry.Next;
            looks++;
        }
        while (place != default && looks < 100);

        found.ShouldBe(expected, ignoreOrder: true);
        looks.ShouldBeLessThanOrEqualTo((25 / lookAt) + 1);
    }

    private async Task<IReadOnlyList<DueDelivery>> Expire(double afterFirst, double neverTried) => (await Node.Lanes.ExpireAsync(
        new(Endpoint.Key, TimeSpan.FromHours(afterFirst), TimeSpan.FromHours(neverTried), default, LookAt: 100), Now)).Deliveries;
}
