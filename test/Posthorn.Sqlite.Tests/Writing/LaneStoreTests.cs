using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Sqlite.Tests.Engine;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Tests.Writing;

/// <summary>What lanes ask of the embedded store, call by call.</summary>
public sealed class LaneStoreTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly SteppedClock _clock = new(Noon);
    private Rig _rig = null!;
    private Endpoint _endpoint = null!;
    private SqliteLaneStore _store = null!;

    private DateTimeOffset Now => _clock.GetUtcNow();

    public async ValueTask InitializeAsync()
    {
        _rig = await Rig.StartAsync(_clock);
        _endpoint = await _rig.AddEndpoint();
        _store = new((await _rig.ReopenAsync()).Storage.Writer);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task Q2_A_claim_counts_the_attempt_and_keeps_it_from_everybody_else()
    {
        await _rig.PublishMany(3);

        (await Claim()).Deliveries.ShouldAllBe(delivery => delivery.Attempt == 1);
        (await Claim()).Deliveries.ShouldBeEmpty();
        (await Rows()).ShouldAllBe(row => row.IsHeld && row.Attempts == 1);
    }

    [Fact]
    public async Task A_claim_takes_the_earliest_due_first_and_tells_what_it_left()
    {
        await _rig.PublishMany(3);
        await Set("due_at = due_at + 1000 * (4 - event_sequence)");
        _clock.Advance(TimeSpan.FromSeconds(2));

        var first = await Claim(limit: 1);
        first.Deliveries.ShouldHaveSingleItem().EventSequence.ShouldBe(3);
        (first.More, first.NextDue).ShouldBe((true, Noon + TimeSpan.FromSeconds(2)));

        var second = await Claim();
        second.Deliveries.ShouldHaveSingleItem().EventSequence.ShouldBe(2);
        (second.More, second.NextDue).ShouldBe((false, Noon + TimeSpan.FromSeconds(3)));

        _clock.Advance(TimeSpan.FromSeconds(1));
        (await Claim()).NextDue.ShouldBeNull();
    }

    [Fact]
    public async Task F_L5_A_claim_stops_at_so_many_bytes_and_takes_one_at_least()
    {
        await _rig.PublishMany(5, $$"""{"text":"{{new string('x', 10_000)}}"}""");

        (await Claim(bytes: 1)).Deliveries.Count.ShouldBe(1);
        var next = await Claim(bytes: 20_000);
        next.Deliveries.Count.ShouldBe(2);
        next.More.ShouldBeTrue();
    }

    [Fact]
    public async Task The_schedule_begins_with_the_first_attempt_and_not_with_the_waiting_for_it()
    {
        await _rig.PublishMany(1);
        _clock.Advance(TimeSpan.FromDays(1));
        var first = await ClaimOne();
        first.ScheduleStart.ShouldBe(Now);

        _ = await Settle(first, Answers.Down, new NextStep.RetryAt(Now));
        _clock.Advance(TimeSpan.FromDays(1));
        (await ClaimOne()).ScheduleStart.ShouldBe(Now - TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task After_a_recovery_a_claim_pulls_forward_what_waited_and_leaves_what_was_touched_since()
    {
        await _rig.PublishMany(3);
        foreach (var delivery in (await Claim()).Deliveries)
        {
            _ = await Settle(delivery, Answers.Down, new NextStep.RetryAt(Now + TimeSpan.FromHours(1)));
        }

        _clock.Advance(TimeSpan.FromSeconds(1));
        var recovered = Now;
        var pulled = (await Claim(limit: 1, dueBy: DateTimeOffset.MaxValue, changedBefore: recovered)).Deliveries.ShouldHaveSingleItem();
        _ = await Settle(pulled, Answers.Down, new NextStep.RetryAt(Now + TimeSpan.FromSeconds(5)));

        var others = (await Claim(dueBy: DateTimeOffset.MaxValue, changedBefore: recovered)).Deliveries;
        others.Count.ShouldBe(2);
        others.ShouldNotContain(delivery => delivery.Id == pulled.Id);

        // Unless it is due by itself.
        _clock.Advance(TimeSpan.FromSeconds(5));
        (await Claim(dueBy: DateTimeOffset.MaxValue, changedBefore: recovered)).Deliveries.ShouldHaveSingleItem().Id.ShouldBe(pulled.Id);
    }

    [Fact]
    public async Task Q3_A_late_failure_changes_nothing_but_the_history()
    {
        await _rig.PublishMany(1);
        var late = await ClaimOne();
        await _store.ReleaseAsync([late], Now);
        await Set("attempts = 1");
        var next = await ClaimOne();
        next.Attempt.ShouldBe(2);

        (await Settle(late, Answers.Down, new NextStep.DeadLetter("exhausted"))).Held.ShouldBeFalse();
        (await Rows()).Single().ShouldSatisfyAllConditions(row => row.IsHeld.ShouldBeTrue(), row => row.Attempts.ShouldBe(2));
        (await _rig.Node.AttemptsAsync()).Single().ShouldSatisfyAllConditions(row => row.Number.ShouldBe(1), row => row.Outcome.ShouldBe("answered_503"));

        (await Settle(next, Answers.Down, new NextStep.RetryAt(Now))).Held.ShouldBeTrue();
        (await Settle(next, Answers.Down, new NextStep.DeadLetter("exhausted"))).Held.ShouldBeFalse();
        (await Rows()).Single().State.ShouldBe(DeliveryState.Pending);
    }

    [Fact]
    public async Task Q3_A_late_success_delivers_what_has_not_ended_whoever_holds_it()
    {
        await _rig.PublishMany(2);
        var late = (await Claim()).Deliveries;
        await Set("due_at = 1");
        var next = (await Claim(limit: 1)).Deliveries.ShouldHaveSingleItem();

        foreach (var delivery in late)
        {
            (await Settle(delivery, Answers.Ok, NextStep.Delivered.Instance)).Held.ShouldBeFalse();
        }

        (await Rows()).ShouldAllBe(row => row.State == DeliveryState.Delivered);
        (await Settle(next, Answers.Down, new NextStep.RetryAt(Now))).Held.ShouldBeFalse();
        (await Rows()).ShouldAllBe(row => row.State == DeliveryState.Delivered);
    }

    [Fact]
    public async Task I6_What_has_ended_stays_ended()
    {
        await _rig.PublishMany(2);
        var held = (await Claim()).Deliveries;
        _ = await Settle(held[0], Answers.Ok, NextStep.Delivered.Instance);
        _ = await Settle(held[1], Answers.Down, new NextStep.DeadLetter("exhausted"));

        foreach (var next in (NextStep[])[new NextStep.RetryAt(Now), new NextStep.DeadLetter("exhausted"), new NextStep.Cancelled("endpoint_deleted"), NextStep.Delivered.Instance])
        {
            _ = await Settle(held[0], Answers.Down, next);
            _ = await Settle(held[1], Answers.Down, next);
        }

        (await Rows()).Select(static row => row.State).ShouldBe([DeliveryState.Delivered, DeliveryState.Dead]);
    }

    [Fact]
    public async Task F_D3_A_settlement_that_is_repeated_because_its_commit_was_in_doubt_changes_nothing_more()
    {
        await _rig.PublishMany(1);
        var held = await ClaimOne();
        var retry = new NextStep.RetryAt(Now + TimeSpan.FromSeconds(5), Charged: false);
        (await Settle(held, Answers.Down, retry)).Held.ShouldBeTrue();
        var before = await Rows();

        (await Settle(held, Answers.Down, retry)).Held.ShouldBeFalse();

        (await Rows()).ShouldBe(before);
        (await _rig.Node.AttemptsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_recovery_wrote_of_an_attempt_yields_to_what_is_known_of_it_and_never_the_other_way()
    {
        await _rig.PublishMany(1);
        var held = await ClaimOne();
        var crashed = new AttemptOutcome.Crashed();
        _ = await Settle(held, crashed, new NextStep.RetryAt(Now));
        _ = await Settle(held, Answers.Down, new NextStep.RetryAt(Now));
        (await _rig.Node.AttemptsAsync()).Single().ShouldSatisfyAllConditions(row => row.Outcome.ShouldBe("answered_503"), row => row.Ambiguous.ShouldBeFalse());

        _ = await Settle(held, crashed, new NextStep.RetryAt(Now));
        (await _rig.Node.AttemptsAsync()).Single().Outcome.ShouldBe("answered_503");
    }

    [Fact]
    public async Task A_claim_that_is_given_back_was_no_attempt()
    {
        await _rig.PublishMany(2);
        var held = (await Claim()).Deliveries;
        _clock.Advance(TimeSpan.FromSeconds(1));

        await _store.ReleaseAsync(held, Now);
        (await Rows()).ShouldAllBe(row => row.Attempts == 0 && row.DueAt == Now.ToUnixTimeMilliseconds());
        await _store.ReleaseAsync(held, Now + TimeSpan.FromSeconds(1));
        (await Rows()).ShouldAllBe(row => row.Attempts == 0 && row.DueAt == Now.ToUnixTimeMilliseconds());
    }

    [Fact]
    public async Task Q6_The_crashes_before_a_replay_count_no_more()
    {
        await _rig.PublishMany(1);
        for (var crashes = 0; crashes < 4; crashes++)
        {
            _ = await ClaimOne();
            var orphan = (await _store.OrphansAsync()).ShouldHaveSingleItem();
            orphan.Crashes.ShouldBe(crashes);
            _ = await Settle(orphan.Delivery, new AttemptOutcome.Crashed(), crashes < 3 ? new NextStep.RetryAt(Now) : new NextStep.DeadLetter("crashed_worker"));
        }

        (await _rig.Node.Replays.ReplayAsync((await Rows()).Single().Id, Now)).ShouldBe(ReplayOutcome.Due);
        _ = await ClaimOne();
        (await _store.OrphansAsync()).ShouldHaveSingleItem().Crashes.ShouldBe(0);
    }

    [Fact]
    public async Task What_waited_too_long_is_found_and_left_as_it_is_until_it_is_ended()
    {
        await _rig.PublishMany(3);
        var tried = (await Claim(limit: 1)).Deliveries.ShouldHaveSingleItem();
        _ = await Settle(tried, Answers.Down, new NextStep.RetryAt(Now));
        _clock.Advance(TimeSpan.FromHours(2));
        var before = await Rows();

        (await Expire(afterFirst: 3, neverTried: 3)).ShouldBeEmpty();
        (await Expire(afterFirst: 1, neverTried: 3)).ShouldHaveSingleItem().Id.ShouldBe(tried.Id);
        var expired = await Expire(afterFirst: 1, neverTried: 1);
        expired.Count.ShouldBe(3);
        (await Rows()).ShouldBe(before);

        foreach (var delivery in expired)
        {
            (await End(delivery)).Held.ShouldBeTrue();
        }

        (await Rows()).ShouldAllBe(row => row.State == DeliveryState.Dead && row.LastOutcome == "horizon_passed");
        (await _rig.Node.AttemptsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_was_claimed_or_replayed_since_it_was_found_is_not_ended()
    {
        await _rig.PublishMany(2);
        _clock.Advance(TimeSpan.FromHours(2));
        var expired = await Expire(afterFirst: 1, neverTried: 1);
        var claimed = (await Claim(limit: 1)).Deliveries.ShouldHaveSingleItem();
        (await _rig.Node.Replays.ReplayAsync(expired[1].Id, Now)).ShouldBe(ReplayOutcome.Due);

        (await End(expired[0])).Held.ShouldBeFalse();
        (await End(expired[1])).Held.ShouldBeFalse();
        _ = await Settle(claimed, Answers.Down, new NextStep.RetryAt(Now));
        (await End(expired[0])).Held.ShouldBeFalse();

        (await Rows()).ShouldAllBe(row => row.Waits);
    }

    [Fact]
    public async Task F_O7_What_was_replayed_of_late_has_not_waited_too_long_however_old_it_is()
    {
        await _rig.PublishMany(2);
        await Set("state = 2, due_at = null, attempts = event_sequence - 1");
        _clock.Advance(TimeSpan.FromDays(20));
        foreach (var row in await Rows())
        {
            (await _rig.Node.Replays.ReplayAsync(row.Id, Now)).ShouldBe(ReplayOutcome.Due);
        }

        _clock.Advance(TimeSpan.FromHours(1));
        (await Expire(afterFirst: 2, neverTried: 2)).ShouldBeEmpty();
        (await Expire(afterFirst: 0, neverTried: 0)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Looking_for_what_waited_too_long_goes_on_where_it_stopped_and_begins_anew_at_the_end()
    {
        await _rig.PublishMany(25);
        _clock.Advance(TimeSpan.FromHours(2));
        var (found, place) = (new List<long>(), default(DuePlace));
        do
        {
            var expiry = await _store.ExpireAsync(new(_endpoint.Key, TimeSpan.FromHours(1), TimeSpan.FromHours(1), place, LookAt: 10), Now);
            found.AddRange(expiry.Deliveries.Select(static one => one.EventSequence));
            place = expiry.Next;
        }
        while (place != default);

        found.ShouldBe(Enumerable.Range(1, 25).Select(static n => (long)n));
    }

    private ValueTask<Claim> Claim(int limit = 1_000, int bytes = int.MaxValue, DateTimeOffset? dueBy = null, DateTimeOffset? changedBefore = null) =>
        _store.ClaimAsync(new(_endpoint.Key, limit, bytes, dueBy ?? Now, changedBefore), Now);

    private async Task<DueDelivery> ClaimOne() => (await Claim()).Deliveries.ShouldHaveSingleItem();

    private ValueTask<Settled> Settle(DueDelivery delivery, AttemptOutcome outcome, NextStep next) =>
        _store.SettleAsync(new(delivery, new(AttemptId.New(Now), Now, TimeSpan.Zero, outcome), next, Now));

    private ValueTask<Settled> End(DueDelivery delivery) =>
        _store.SettleAsync(new(delivery, Attempt: null, new NextStep.DeadLetter("horizon_passed"), Now));

    private async Task<IReadOnlyList<DueDelivery>> Expire(double afterFirst, double neverTried) => (await _store.ExpireAsync(
        new(_endpoint.Key, TimeSpan.FromHours(afterFirst), TimeSpan.FromHours(neverTried), default, LookAt: 100), Now)).Deliveries;

    private Task<IReadOnlyList<DeliveryRow>> Rows() => _rig.Node.DeliveriesAsync();

    private Task Set(string change) => _rig.Node.WriteAsync($"update deliveries set {change}");
}
