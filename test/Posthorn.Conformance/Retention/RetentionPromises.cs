using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance.Retention;

/// <summary>What is old and done is forgotten whole; what is open or young is not.</summary>
/// <remarks>A store may keep what is old for as long as something beside it must stay. So these tests ask for the end, and not for the step.</remarks>
public abstract class RetentionPromises(StoreUnderTest store) : StorePromises(store)
{
    private DateTimeOffset MonthLater => Store.Noon.AddDays(30);

    [Fact]
    public async Task H8_An_event_goes_with_all_that_hangs_on_it()
    {
        var other = await AddEndpoint();
        var stored = await Append(AnEvent(key: "k", to: [Endpoint, other]));
        _ = await Settle(await ClaimOne(), Down, Dead);
        _ = await Deliver((await Claim(of: other)).Deliveries.Single());

        (await SweepToTheEnd(MonthLater)).ShouldBe(1);

        (await Feed()).ShouldBeEmpty();
        (await Node.History.FindEventAsync(stored.Id, CancellationToken.None)).ShouldBeNull();
        (await Node.History.DeliveriesOfAsync(stored.Id, CancellationToken.None)).ShouldBeEmpty();
        foreach (var delivery in stored.Deliveries)
        {
            (await Node.History.FindDeliveryAsync(delivery.Id, CancellationToken.None)).ShouldBeNull();
            (await Attempts(delivery.Id)).ShouldBeEmpty();
            (await Node.Replays.ReplayAsync(delivery.Id, Now)).ShouldBe(ReplayOutcome.NotFound);
        }

        (await Node.History.BacklogAsync(CancellationToken.None)).ShouldBe(new(0, 0, null));
        (await Views()).ShouldBeEmpty();
    }

    [Fact]
    public async Task B_P14_A_key_may_be_used_again_once_its_event_is_forgotten()
    {
        var first = await Append(AnEvent(key: "k", to: []));
        (await SweepToTheEnd(MonthLater)).ShouldBe(1);
        Now = MonthLater;

        var second = await Append(AnEvent(key: "k", fingerprint: "other", to: []));

        second.Id.ShouldNotBe(first.Id);
        (await Feed()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("waits")]
    [InlineData("waits for a retry")]
    [InlineData("is held")]
    [InlineData("was replayed")]
    public async Task An_event_with_an_open_delivery_stays_however_old_it_is(string open)
    {
        var other = await AddEndpoint();
        var stored = await Append(AnEvent(key: "k", to: [Endpoint, other]));
        _ = await Deliver((await Claim(of: other)).Deliveries.Single());
        var held = open == "waits" ? null : await ClaimOne();
        if (open == "waits for a retry")
        {
            _ = await Settle(held!, Down, Again());
        }
        else if (open == "was replayed")
        {
            _ = await Settle(held!, Down, Dead);
            _ = await Node.Replays.ReplayAsync(held!.Id, Now);
        }

        (await SweepToTheEnd(Store.Noon.AddYears(10))).ShouldBe(0);

        (await Feed()).ShouldHaveSingleItem().Id.ShouldBe(stored.Id);
        (await Views()).Count.ShouldBe(2);
        (await Node.Log.AppendAsync(AnEvent(key: "k"))).ShouldBeOfType<Appended.Replayed>();

        // Once it has ended it goes.
        held = open == "is held" ? held! : await ClaimOne();
        (await Deliver(held)).Held.ShouldBeTrue();
        (await SweepToTheEnd(Store.Noon.AddYears(10))).ShouldBe(1);
        (await Feed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_accepted_or_touched_of_late_stays_and_goes_when_it_is_old()
    {
        var before = MonthLater;
        var (retried, replayed) = (await AppendAndClaim(), await AppendAndClaim());
        _ = await Settle(retried, Down, Again(TimeSpan.FromDays(29)));
        _ = await Settle(replayed, Down, Dead);
        Now = before;
        _ = await Node.Replays.ReplayAsync(replayed.Id, Now);
        foreach (var delivery in (await Claim()).Deliveries)
        {
            _ = await Deliver(delivery);
        }

        var young = await Append(AnEvent(to: []));

        (await SweepToTheEnd(before)).ShouldBe(0);
        (await Feed()).Select(static one => one.Id).ShouldBe([retried.EventId, replayed.EventId, young.Id]);
        (await Attempts(replayed.Id)).Count.ShouldBe(2);

        (await SweepToTheEnd(before.AddDays(2))).ShouldBe(3);
        (await Feed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Small_steps_come_to_an_end_and_leave_nothing_old_behind()
    {
        for (var i = 0; i < 3; i++)
        {
            _ = await Append(400, []);
        }

        var steps = new List<int>();
        do
        {
            steps.Add(await Node.Retention.SweepAsync(MonthLater, 500));
        }
        while (steps[^1] >= 500 && steps.Count < 100);

        steps.Sum().ShouldBe(1_200);
        (await Feed()).ShouldBeEmpty();
        (await Node.Retention.SweepAsync(MonthLater, 500)).ShouldBe(0);
    }

    [Fact]
    public async Task Many_that_must_stay_do_not_hide_what_may_go()
    {
        // One event in two is open: days of them, and every day has both.
        for (var day = 0; day < 10; day++)
        {
            Now = Store.Noon.AddDays(day);
            _ = await Append(50, []);
            _ = await Append(50);
        }

        Now = Store.Noon.AddDays(10);
        _ = await SweepToTheEnd(MonthLater);
        (await Views()).Count.ShouldBe(500);
        (await Feed()).Count.ShouldBeGreaterThanOrEqualTo(500);

        while ((await Claim()).Deliveries is { Count: > 0 } claimed)
        {
            _ = await Task.WhenAll(claimed.Select(one => Deliver(one).AsTask()));
        }

        _ = await SweepToTheEnd(MonthLater);
        (await Feed()).ShouldBeEmpty();
        (await Views()).ShouldBeEmpty();
    }

    [Fact]
    public async Task I1_A_sweep_beside_replays_never_takes_what_was_revived()
    {
        for (var round = 0; round < 10; round++)
        {
            Now = Store.Noon;
            var dead = new List<DueDelivery>();
            foreach (var held in await AppendHeld(20))
            {
                _ = await Settle(held, Down, Dead);
                dead.Add(held);
            }

            Now = MonthLater;
            var sweeping = Task.Run(() => SweepToTheEnd(MonthLater));
            var outcomes = new Dictionary<DeliveryId, ReplayOutcome>();
            foreach (var one in dead)
            {
                outcomes[one.Id] = await Node.Replays.ReplayAsync(one.Id, Now);
            }

            _ = await sweeping;
            var revived = outcomes.Where(static one => one.Value == ReplayOutcome.Due).Select(static one => one.Key).ToList();
            (await Claim()).Deliveries.Select(static one => one.Id).ShouldBe(revived, ignoreOrder: true);
            foreach (var id in revived)
            {
                var view = await View(id);
                (await Node.History.FindEventAsync(view.EventId, CancellationToken.None)).ShouldNotBeNull();
                (await Attempts(id)).Count.ShouldBe(1);
                (await Deliver(dead.Single(one => one.Id == id))).Held.ShouldBeFalse();
            }

            // Late successes have ended them all, at a moment that is too young to go.
            (await Views()).Select(static view => view.Id).ShouldBe(revived, ignoreOrder: true);
            _ = await SweepToTheEnd(MonthLater.AddDays(2));
        }

        (await Feed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_replay_whose_events_are_being_forgotten_comes_to_its_end()
    {
        foreach (var held in await AppendHeld(10))
        {
            _ = await Settle(held, Down, Dead);
        }

        Now = MonthLater;
        var id = ReplayJobId.New(Now);
        await Node.Replays.AddJobAsync(new(
            id, Endpoint.Key, DateTimeOffset.UnixEpoch, Now, ReplayStates.Dead, ReplayJobState.Running, 0, ReplayJob.LastEvent, 0, 0, 0, Now, null));
        (await Node.Replays.StepAsync(id, 4, Now)).Replayed.ShouldBe(4);

        var gone = await SweepToTheEnd(MonthLater);
        ReplayJob job;
        do
        {
            job = await Node.Replays.StepAsync(id, 4, Now);
        }
        while (job.State == ReplayJobState.Running);

        (job.State, job.Replayed).ShouldBe((ReplayJobState.Finished, 10 - gone));
        (await Claim()).Deliveries.Count.ShouldBe(10 - gone);
    }

    [Fact]
    public async Task A_place_in_the_log_is_not_given_again_after_its_event_was_forgotten()
    {
        var last = await Append(AnEvent(to: []));
        (await SweepToTheEnd(MonthLater)).ShouldBe(1);
        await RestartAsync();

        (await Append(AnEvent(to: []))).Sequence.ShouldBeGreaterThan(last.Sequence);
    }

    [Fact]
    public async Task A_reader_of_the_feed_goes_on_behind_what_was_forgotten()
    {
        var old = await Append(5, []);
        Now = MonthLater;
        var young = await Append(5, []);
        (await SweepToTheEnd(MonthLater)).ShouldBe(5);

        (await Node.History.FeedAsync(Partner.Key, old[1].Sequence, 100, CancellationToken.None)).Select(static one => one.Id)
            .ShouldBe(young.Select(static one => one.Id));
    }

    /// <returns>Null where somebody uses what is to go at this moment: a store may give way to him, and is asked again.</returns>
    private async Task<int?> SweepOnceAsync(DateTimeOffset before)
    {
        try
        {
            return await Node.Retention.SweepAsync(before, 100);
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }

    /// <returns>How many events went.</returns>
    private async Task<int> SweepToTheEnd(DateTimeOffset before)
    {
        var gone = 0;
        while (true)
        {
            var swept = await SweepOnceAsync(before);
            gone += swept ?? 0;
            if (swept < 100)
            {
                return gone;
            }
        }
    }
}
