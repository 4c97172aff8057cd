using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;

namespace Posthorn.Conformance.Appending;

/// <summary>Deliveries whose first attempt is for later.</summary>
public abstract class DuePromises(StoreUnderTest store) : StorePromises(store)
{
    private static readonly TimeSpan Later = TimeSpan.FromDays(3);

    [Fact]
    public async Task What_is_due_later_is_claimed_then_and_not_before()
    {
        var item = AnEvent(Now + Later);
        _ = await Append(item);

        (await View(item.Deliveries[0].Id)).ShouldSatisfyAllConditions(
            view => view.DueAt.ShouldBe(Now + Later), view => view.CreatedAt.ShouldBe(Now), view => view.InFlight.ShouldBeFalse(), view => view.Attempts.ShouldBe(0));
        (await Claim()).ShouldSatisfyAllConditions(claim => claim.Deliveries.ShouldBeEmpty(), claim => claim.NextDue.ShouldBe(Now + Later));

        Now += Later - TimeSpan.FromMilliseconds(1);
        (await Claim()).Deliveries.ShouldBeEmpty();
        Now += TimeSpan.FromMilliseconds(1);
        (await ClaimOne()).ShouldSatisfyAllConditions(
            due => due.Id.ShouldBe(item.Deliveries[0].Id), due => due.Attempt.ShouldBe(1), due => due.ScheduleStart.ShouldBe(Now));
    }

    [Fact]
    public async Task What_is_due_later_holds_nothing_up_that_is_due_now()
    {
        var other = await AddEndpoint();
        var item = AnEvent(to: [Endpoint, other]);
        item.Deliveries[0] = item.Deliveries[0] with { DueAt = Now + Later };
        _ = await Append(item);
        _ = await Append(1);

        (await ClaimOne()).EventId.ShouldNotBe(item.Id);
        (await Claim(of: other)).Deliveries.ShouldHaveSingleItem().EventId.ShouldBe(item.Id);
    }

    [Fact]
    public async Task What_is_due_later_is_listed_with_its_moment_as_what_its_endpoint_waits_for()
    {
        _ = await Append(AnEvent(Now + Later));

        (await Node.Lanes.OpenLanesAsync()).ShouldContain(new OpenLane(Endpoint.Key, Now + Later));
    }

    [Fact]
    public async Task What_is_due_later_has_not_waited_too_long_before_it_is_due()
    {
        _ = await Append(AnEvent(Now + Later));
        Now += Later;

        (await Node.Lanes.ExpireAsync(new(Endpoint.Key, TimeSpan.FromDays(1), TimeSpan.FromDays(1), default, NoLimit), Now)).Deliveries.ShouldBeEmpty();

        Now += TimeSpan.FromDays(1) + TimeSpan.FromSeconds(1);
        (await Node.Lanes.ExpireAsync(new(Endpoint.Key, TimeSpan.FromDays(1), TimeSpan.FromDays(1), default, NoLimit), Now)).Deliveries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_due_later_survives_a_crash()
    {
        var item = AnEvent(Now + Later);
        _ = await Append(item);

        await CrashAsync();

        (await View(item.Deliveries[0].Id)).DueAt.ShouldBe(Now + Later);
        (await Claim()).Deliveries.ShouldBeEmpty();
        Now += Later;
        (await ClaimOne()).Id.ShouldBe(item.Deliveries[0].Id);
    }

    private EventToStore AnEvent(DateTimeOffset dueAt)
    {
        var item = AnEvent();
        item.Deliveries[0] = item.Deliveries[0] with { DueAt = dueAt };
        return item;
    }
}
