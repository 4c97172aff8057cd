using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Retention;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Retention;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Retention;

public sealed class SqliteRetentionTests : IDisposable
{
    private static readonly DateTimeOffset Before = ColdStore.Noon.AddDays(30);

    private readonly ColdStore _store = new();

    [Fact]
    public async Task H8_an_event_goes_with_all_that_hangs_on_it()
    {
        var (partner, endpoint) = await Endpoint();
        var place = _store.AddEvent(partner);
        _ = _store.AddDelivery(place, endpoint);
        _ = _store.AddAttempt(place, endpoint, 1);
        _store.AddIdempotencyKey(partner, place);
        var newest = AddNewest(partner);

        (await _store.Retention.SweepAsync(Before, 10)).ShouldBe(1);

        (await Places(partner)).ShouldBe([newest]);
        foreach (var table in (string[])["deliveries", "attempts", "idempotency_keys"])
        {
            _store.Count(table).ShouldBe(0, table);
        }
    }

    [Fact]
    public async Task H8_what_was_forgotten_is_gone_from_the_disk_too()
    {
        var (partner, endpoint) = await Endpoint();
        for (var i = 0; i < 50; i++)
        {
            var place = _store.AddEvent(partner, data: System.Text.Encoding.UTF8.GetBytes($"canary-{i}-" + new string('x', i * 200)));
            _ = _store.AddDelivery(place, endpoint);
        }

        (await _store.Retention.SweepAsync(Before, 100)).ShouldBe(50);

        _store.FilesHold("canary").ShouldBeFalse();
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(long.MaxValue)]
    public async Task An_event_with_an_open_delivery_stays_however_old_it_is(long dueAt)
    {
        var (partner, endpoint) = await Endpoint();
        var other = await _store.AddEndpoint(partner);
        var place = _store.AddEvent(partner);
        _ = _store.AddDelivery(place, endpoint);
        _ = _store.AddDelivery(place, other, DeliveryState.Pending, dueAt);
        var newest = AddNewest(partner);

        (await _store.Retention.SweepAsync(Before.AddYears(10), 10)).ShouldBe(0);
        (await Places(partner)).ShouldBe([place, newest]);
        _store.Count("deliveries").ShouldBe(2);
    }

    [Fact]
    public async Task What_was_accepted_or_touched_of_late_stays()
    {
        var (partner, endpoint) = await Endpoint();
        var young = _store.AddEvent(partner, Before);
        var replayed = _store.AddEvent(partner);
        _ = _store.AddDelivery(replayed, endpoint, changedAt: Before);
        _ = _store.AddEvent(partner, Before.AddMilliseconds(-1));
        var newest = AddNewest(partner);

        (await _store.Retention.SweepAsync(Before, 10)).ShouldBe(1);

        (await Places(partner)).ShouldBe([young, replayed, newest]);
    }

    [Fact]
    public async Task Small_steps_pass_over_what_must_stay_and_come_to_an_end()
    {
        var (partner, endpoint) = await Endpoint();
        _store.AddMany(partner, 2_500, endpoint, DeliveryState.Pending, nth: 2);
        _ = AddNewest(partner);
        var steps = new List<int>();
        do
        {
            steps.Add(await _store.Retention.SweepAsync(Before, 400));
        }
        while (steps[^1] == 400);

        steps.ShouldBe([400, 400, 400, 50]);
        _store.Count("events").ShouldBe(1_251);
        (await _store.Retention.SweepAsync(Before, 400)).ShouldBe(0);
    }

    [Fact]
    public async Task What_stayed_in_one_round_goes_in_the_next_when_it_has_ended()
    {
        var (partner, endpoint) = await Endpoint();
        _ = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Pending);
        _ = AddNewest(partner);
        (await _store.Retention.SweepAsync(Before, 10)).ShouldBe(0);

        _ = _store.Write(connection => { connection.Execute("update deliveries set state = 2, due_at = null"); return 0; });
        (await _store.Retention.SweepAsync(Before, 10)).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_replay_revived_since_it_was_looked_up_is_not_deleted()
    {
        var (partner, endpoint) = await Endpoint();
        var (revived, other) = (_store.AddEvent(partner), _store.AddEvent(partner));
        var id = _store.AddDelivery(revived, endpoint, DeliveryState.Dead);
        _ = await _store.Replays.ReplayAsync(id, Before);
        var newest = AddNewest(partner);

        (await _store.Writer.RunAsync(new DeleteEvents([revived, other], Before))).ShouldBe(1);

        (await Places(partner)).ShouldBe([revived, newest]);
    }

    [Fact]
    public async Task A_replay_whose_events_are_being_forgotten_comes_to_its_end()
    {
        var (partner, endpoint) = await Endpoint();
        for (var i = 0; i < 10; i++)
        {
            _ = _store.AddDelivery(_store.AddEvent(partner), endpoint, DeliveryState.Dead);
        }

        var id = ReplayJobId.New(Before);
        await _store.Replays.AddJobAsync(new(
            id, endpoint.Key, DateTimeOffset.UnixEpoch, Before, ReplayStates.Dead, ReplayJobState.Running, 0, ReplayJob.LastEvent, 0, 0, 0, Before, null));
        _ = await _store.Replays.StepAsync(id, 4, Before);
        _ = AddNewest(partner);
        (await _store.Retention.SweepAsync(Before, 100)).ShouldBe(6);

        var end = await _store.Replays.StepAsync(id, 4, Before);
        (end.State, end.Replayed).ShouldBe((ReplayJobState.Finished, 4));
        (await Places(partner)).Count().ShouldBe(5);
    }

    [Fact]
    public async Task A_place_in_the_log_is_not_given_again_after_its_event_was_forgotten()
    {
        var (partner, _) = await Endpoint();
        var last = _store.AddEvent(partner);
        (await _store.Retention.SweepAsync(Before, 10)).ShouldBe(1);
        _store.Restart();

        _store.AddEvent(partner).ShouldBeGreaterThan(last);
    }

    [Fact]
    public async Task Q15_the_sweeper_tells_when_it_last_came_to_the_end_of_its_work()
    {
        var (partner, _) = await Endpoint();
        _store.AddMany(partner, RetentionSweeper.StepLimit + 1);
        var sweeper = new RetentionSweeper(_store.Retention, _store.Sessions, TimeSpan.Zero, TimeProvider.System, NullLogger<RetentionSweeper>.Instance);

        (await sweeper.StepAsync()).ShouldBeTrue();
        sweeper.LastSuccess.ShouldBeNull();
        (await sweeper.StepAsync()).ShouldBeFalse();
        sweeper.LastSuccess.ShouldNotBeNull();
        _store.Count("events").ShouldBe(0);
    }

    [Fact]
    public async Task A_sweeper_that_is_told_to_stop_ends_without_complaint()
    {
        using var stop = new CancellationTokenSource();
        var running = new RetentionSweeper(_store.Retention, _store.Sessions, TimeSpan.Zero, TimeProvider.System, NullLogger<RetentionSweeper>.Instance).RunAsync(stop.Token);

        await stop.CancelAsync();

        await running;
    }

    public void Dispose() => _store.Dispose();

    private async Task<(Partner Partner, EndpointRow Endpoint)> Endpoint()
    {
        var partner = await _store.AddPartner();
        return (partner, await _store.AddEndpoint(partner));
    }

    /// <summary>One that is young, and so stays.</summary>
    private long AddNewest(Partner partner) => _store.AddEvent(partner, Before.AddYears(100));

    private async Task<IEnumerable<long>> Places(Partner partner) =>
        (await _store.History.FeedAsync(partner.Key, 0, 100, CancellationToken.None)).Select(static one => one.Sequence);
}
