using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Conformance.Replay;

/// <summary>A person asks for a range of an endpoint's events again; a job goes through it, step by step.</summary>
public abstract class RangePromises(StoreUnderTest store) : StorePromises(store)
{
    private const ReplayStates Everything = ReplayStates.Dead | ReplayStates.Delivered | ReplayStates.Cancelled | ReplayStates.Missed;

    [Theory]
    [InlineData((int)(ReplayStates.Dead | ReplayStates.Cancelled))]
    [InlineData((int)ReplayStates.Delivered)]
    [InlineData((int)ReplayStates.None)]
    [InlineData((int)Everything)]
    public async Task A_range_takes_the_states_that_were_asked_for_and_no_others(int number)
    {
        var states = (ReplayStates)number;
        var ended = await OneOfEachState();
        _ = await Append(1);
        var held = (await Claim(limit: 1)).Deliveries.Single();
        var waiting = (await Append(1)).Single().Deliveries.Single().Id;
        var other = await AddEndpoint();
        _ = await Append(1, [other]);
        var start = Now;
        Now = Now.AddDays(1);

        var job = await RunToEnd(await Add(states & ~ReplayStates.Missed), limit: 100);

        var expected = ended.Where(one => states.HasFlag(one.Asked)).Select(static one => one.Id).ToList();
        (job.State, job.Scanned, job.Replayed, job.Skipped, job.FinishedAt).ShouldBe((ReplayJobState.Finished, 6, expected.Count, 0, Now));
        (await Views()).Where(view => view.DueAt == Now).Select(static view => view.Id).ShouldBe(expected, ignoreOrder: true);
        (await View(waiting)).DueAt.ShouldBe(start);
        (await Deliver(held)).Held.ShouldBeTrue();
        (await Claim()).Deliveries.Where(one => expected.Contains(one.Id)).ShouldAllBe(one => one.AttemptInSchedule == 1 && one.ScheduleStart == Now);
    }

    [Fact]
    public async Task A_range_has_an_open_end_in_time_and_ends_with_the_event_that_was_last_when_it_was_asked_for()
    {
        var first = Now;
        var ids = new List<DeliveryId>();
        foreach (var hour in (int[])[0, 1, 2, 3])
        {
            Now = first.AddHours(hour);
            ids.Add((await End(await AppendAndClaim(), Dead)).Id);
        }

        var job = await Add(ReplayStates.Dead, first.AddHours(1), first.AddHours(3));
        Now = first.AddHours(2);
        var afterwards = await End(await AppendAndClaim(), Dead);

        (await RunToEnd(job, limit: 2)).Replayed.ShouldBe(2);

        (await Views()).Where(static view => view.State == DeliveryState.Pending).Select(static view => view.Id).ShouldBe([ids[1], ids[2]], ignoreOrder: true);
        (await View(afterwards.Id)).State.ShouldBe(DeliveryState.Dead);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_restart_between_steps_goes_on_where_the_last_step_ended(bool afterACrash)
    {
        await Dead10();
        var id = await Add(ReplayStates.Dead);
        var half = await Node.Replays.StepAsync(id, 5, Now);
        (half.State, half.Scanned, half.Replayed).ShouldBe((ReplayJobState.Running, 5, 5));

        await (afterACrash ? CrashAsync() : RestartAsync());

        (await Node.Replays.UnfinishedJobsAsync()).ShouldHaveSingleItem().ShouldBe(half);
        (await Node.Replays.FindJobAsync(id, CancellationToken.None)).ShouldBe(half);
        var end = await RunToEnd(id, limit: 5);
        (end.Scanned, end.Replayed).ShouldBe((10, 10));
        (await Node.Replays.UnfinishedJobsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_step_that_breaks_in_the_middle_is_taken_again_as_if_it_had_never_been()
    {
        var dead = await End(await AppendAndClaim(), Dead);
        _ = await Append(AnEvent(to: []));
        var job = await Add(ReplayStates.Dead | ReplayStates.Missed);

        Store.Missed = Store.Missed with { BodyHash = static (_, _) => throw new InvalidOperationException("Dies in the middle of the step.") };
        _ = await Should.ThrowAsync<InvalidOperationException>(async () => await Node.Replays.StepAsync(job, 10, Now));
        (await View(dead.Id)).State.ShouldBe(DeliveryState.Dead);
        (await Node.Replays.FindJobAsync(job, CancellationToken.None)).ShouldNotBeNull().Scanned.ShouldBe(0);

        Store.Missed = Store.Missed with { BodyHash = static (_, _) => 1 };
        (await Node.Replays.StepAsync(job, 10, Now)).Replayed.ShouldBe(2);
    }

    [Fact]
    public async Task Missed_events_become_deliveries_where_the_subscription_wants_them_and_the_profile_can_express_them()
    {
        var other = await AddEndpoint();
        var missed = await Append(AnEvent(type: "wanted", to: [other]));
        _ = await Append(AnEvent(type: "unwanted", to: []));
        _ = await Append(AnEvent(type: "inexpressible", to: []));
        _ = await Append(AnEvent(type: "wanted"));
        _ = await End(await ClaimOne(), NextStep.Delivered.Instance);
        Store.Missed = new(
            (key, type) => key == Endpoint.Key && type != "unwanted", (key, @event) => key != Endpoint.Key || @event.Type == "inexpressible" ? null : 42);
        Now = Now.AddHours(1);

        var job = await RunToEnd(await Add(ReplayStates.Missed), limit: 2);

        (job.Scanned, job.Replayed, job.Skipped).ShouldBe((4, 1, 1));
        var made = await ClaimOne();
        (made.EventId, made.EventSequence, made.Attempt, made.BodyHash, made.ScheduleStart).ShouldBe((missed.Id, missed.Sequence, 1, 42, Now));
        made.Data.Span.SequenceEqual("{}"u8).ShouldBeTrue();
        (await Node.History.DeliveriesOfAsync(missed.Id, CancellationToken.None)).Select(static one => one.EndpointKey).ShouldBe([Endpoint.Key, other.Key], ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_range_twice_sends_nothing_twice_that_is_still_open()
    {
        _ = await End(await AppendAndClaim(), Dead);
        _ = await Append(AnEvent(to: []));

        (await RunToEnd(await Add(ReplayStates.Dead | ReplayStates.Missed), 10)).Replayed.ShouldBe(2);
        (await RunToEnd(await Add(ReplayStates.Dead | ReplayStates.Missed), 10)).Replayed.ShouldBe(0);
        (await Views()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Q14_A_job_that_two_drive_at_the_same_time_takes_each_event_once()
    {
        await Dead10();
        for (var i = 0; i < 30; i++)
        {
            _ = await Append(AnEvent(to: []));
        }

        var job = await Add(ReplayStates.Dead | ReplayStates.Missed);

        _ = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RunToEnd(job, limit: 3))));

        var end = (await Node.Replays.FindJobAsync(job, CancellationToken.None)).ShouldNotBeNull();
        (end.State, end.Scanned, end.Replayed).ShouldBe((ReplayJobState.Finished, 40, 40));
        (await Views()).Count.ShouldBe(40);
        (await Claim()).Deliveries.Count.ShouldBe(40);
    }

    [Fact]
    public async Task A_cancelled_job_does_no_more()
    {
        await Dead10();
        var job = await Add(ReplayStates.Dead);
        _ = await Node.Replays.StepAsync(job, 3, Now);
        Now = Now.AddHours(1);

        (await Node.Replays.CancelJobAsync(job, Now)).ShouldBeTrue();
        (await Node.Replays.CancelJobAsync(job, Now)).ShouldBeFalse();

        (await Node.Replays.StepAsync(job, 10, Now)).ShouldSatisfyAllConditions(
            step => (step.State, step.FinishedAt, step.Replayed).ShouldBe((ReplayJobState.Cancelled, Now, 3)));
        (await Views()).Count(static view => view.State == DeliveryState.Dead).ShouldBe(7);
        (await Node.Replays.UnfinishedJobsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_job_that_has_ended_cannot_be_cancelled_and_a_step_of_it_does_nothing()
    {
        await Dead10();
        var end = await RunToEnd(await Add(ReplayStates.Dead), limit: 100);

        (await Node.Replays.CancelJobAsync(end.Id, Now)).ShouldBeFalse();
        (await Node.Replays.StepAsync(end.Id, 100, Now.AddHours(1))).ShouldBe(end);
        (await Node.Replays.CancelJobAsync(ReplayJobId.New(Now), Now)).ShouldBeFalse();
        (await Node.Replays.FindJobAsync(ReplayJobId.New(Now), CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task F_O1_A_job_ends_with_its_endpoint()
    {
        await Dead10();
        var job = await Add(ReplayStates.Dead);
        await SetStatus(Endpoint, EndpointStatus.Deleted);

        (await Node.Replays.UnfinishedJobsAsync()).ShouldBeEmpty();
        (await Node.Replays.StepAsync(job, 10, Now)).State.ShouldBe(ReplayJobState.Cancelled);
        (await Views()).ShouldAllBe(view => view.State == DeliveryState.Dead);
    }

    [Fact]
    public async Task A_job_over_nothing_ends_with_its_first_step()
    {
        var job = await RunToEnd(await Add(Everything), limit: 10);

        (job.State, job.Scanned, job.Replayed).ShouldBe((ReplayJobState.Finished, 0, 0));
    }

    private async Task<List<(DeliveryId Id, ReplayStates Asked)>> OneOfEachState() =>
    [
        ((await End(await AppendAndClaim(), Dead)).Id, ReplayStates.Dead),
        ((await End(await AppendAndClaim(), NextStep.Delivered.Instance)).Id, ReplayStates.Delivered),
        ((await End(await AppendAndClaim(), new NextStep.Cancelled("endpoint_deleted"))).Id, ReplayStates.Cancelled),
    ];

    private async Task Dead10()
    {
        foreach (var held in await AppendHeld(10))
        {
            _ = await End(held, Dead);
        }
    }

    private async Task<DueDelivery> End(DueDelivery held, NextStep next)
    {
        (await Settle(held, next is NextStep.Delivered ? Ok : Down, next)).Held.ShouldBeTrue();
        return held;
    }

    private async Task<ReplayJobId> Add(ReplayStates states, DateTimeOffset? since = null, DateTimeOffset? until = null)
    {
        var id = ReplayJobId.New(Now);
        await Node.Replays.AddJobAsync(new(
            id, Endpoint.Key, since ?? DateTimeOffset.UnixEpoch, until ?? ReplayJob.Unbounded, states, ReplayJobState.Running, 0, ReplayJob.LastEvent, 0, 0, 0, Now, null));
        return id;
    }

    private async Task<ReplayJob> RunToEnd(ReplayJobId id, int limit)
    {
        while (true)
        {
            var job = await Node.Replays.StepAsync(id, limit, Now);
            if (job.State != ReplayJobState.Running)
            {
                return job;
            }
        }
    }
}
