using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Tests.Opening;

namespace Posthorn.Sqlite.Tests.Replay;

public sealed class ReplayRunnerTests : IDisposable
{
    private readonly ColdStore _store = new();
    private readonly List<long> _woken = [];

    [Fact]
    public async Task A_job_goes_to_its_end_a_step_at_a_time_and_wakes_the_lane()
    {
        var (partner, endpoint) = await DeadDeliveries(ReplayRunner.StepLimit + 1);
        var runner = Runner();

        var job = await runner.StartAsync(endpoint.Key, since: null, until: null, ReplayStates.Dead);
        (job.State, job.End).ShouldBe((ReplayJobState.Running, ReplayRunner.StepLimit + 1));

        (await runner.RoundAsync(CancellationToken.None)).ShouldBe(ReplayRunner.Round.Stepped);
        (await runner.FindAsync(job.Id, CancellationToken.None)).ShouldNotBeNull().Replayed.ShouldBe(ReplayRunner.StepLimit);
        (await runner.RoundAsync(CancellationToken.None)).ShouldBe(ReplayRunner.Round.Stepped);
        (await runner.RoundAsync(CancellationToken.None)).ShouldBe(ReplayRunner.Round.NothingToDo);

        var end = (await runner.FindAsync(job.Id, CancellationToken.None)).ShouldNotBeNull();
        (end.State, end.Replayed).ShouldBe((ReplayJobState.Finished, ReplayRunner.StepLimit + 1));
        _woken.ShouldBe([endpoint.Key, endpoint.Key]);
        (await _store.History.BacklogAsync(CancellationToken.None)).Pending.ShouldBe(ReplayRunner.StepLimit + 1);
        _ = partner;
    }

    [Fact]
    public async Task FO5_a_lane_that_is_full_is_given_no_more_and_holds_up_no_other()
    {
        var (partner, full) = await DeadDeliveries(3);
        var other = await _store.AddEndpoint(partner);
        _ = _store.AddDelivery(_store.AddEvent(partner), other, DeliveryState.Dead);
        var room = new HashSet<long> { other.Key };
        var runner = Runner(key => room.Contains(key));
        var held = await runner.StartAsync(full.Key, null, null, ReplayStates.Dead);
        var free = await runner.StartAsync(other.Key, null, null, ReplayStates.Dead);

        (await runner.RoundAsync(CancellationToken.None)).ShouldBe(ReplayRunner.Round.Stepped);
        (await runner.RoundAsync(CancellationToken.None)).ShouldBe(ReplayRunner.Round.Held);
        (await State(runner, held)).ShouldBe(ReplayJobState.Running);
        (await State(runner, free)).ShouldBe(ReplayJobState.Finished);

        _ = room.Add(full.Key);
        (await runner.RoundAsync(CancellationToken.None)).ShouldBe(ReplayRunner.Round.Stepped);
        (await State(runner, held)).ShouldBe(ReplayJobState.Finished);
    }

    [Fact]
    public async Task A_runner_that_waits_for_work_is_woken_by_a_new_job()
    {
        var (_, endpoint) = await DeadDeliveries(2);
        var woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var runner = new ReplayRunner(
            _store.Replays, static _ => ValueTask.FromResult(true), _ => woken.TrySetResult(), TimeProvider.System, NullLogger<ReplayRunner>.Instance);
        using var stop = new CancellationTokenSource();
        var running = runner.RunAsync(stop.Token);

        _ = await runner.StartAsync(endpoint.Key, null, null, ReplayStates.Dead);
        await woken.Task;

        await stop.CancelAsync();
        await running;
        (await _store.History.BacklogAsync(CancellationToken.None)).Pending.ShouldBe(2);
    }

    public void Dispose() => _store.Dispose();

    private static async Task<ReplayJobState> State(ReplayRunner runner, ReplayJob job) =>
        (await runner.FindAsync(job.Id, CancellationToken.None)).ShouldNotBeNull().State;

    private ReplayRunner Runner(Func<long, bool>? hasRoom = null) => new(
        _store.Replays, key => ValueTask.FromResult(hasRoom is null || hasRoom(key)), _woken.Add, TimeProvider.System, NullLogger<ReplayRunner>.Instance);

    private async Task<(Partner Partner, EndpointRow Endpoint)> DeadDeliveries(int count)
    {
        var partner = await _store.AddPartner();
        var endpoint = await _store.AddEndpoint(partner);
        _store.AddMany(partner, count, endpoint, DeliveryState.Dead);
        return (partner, endpoint);
    }
}
