using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance.Refusing;

/// <summary>F-D4, F-D16: a store that cannot make a change durable says so, and has done none of it.</summary>
public abstract class UnavailablePromises(StoreUnderTest store) : StorePromises(store)
{
    private DueDelivery _held = null!;
    private DueDelivery _other = null!;
    private DueDelivery _dead = null!;
    private ReplayJobId _job;

    [Theory]
    [InlineData("append")]
    [InlineData("append many")]
    [InlineData("claim")]
    [InlineData("settle")]
    [InlineData("settle late")]
    [InlineData("release")]
    [InlineData("save health")]
    [InlineData("replay")]
    [InlineData("add job")]
    [InlineData("step")]
    [InlineData("cancel job")]
    [InlineData("sweep")]
    [InlineData("add partner")]
    [InlineData("add key")]
    [InlineData("add endpoint")]
    [InlineData("delete endpoint")]
    [InlineData("rotate")]
    [InlineData("write meta")]
    public async Task F_D4_A_change_that_cannot_be_made_durable_is_refused_and_nothing_of_it_is_done(string change)
    {
        var (row, secrets) = (await Endpoints(), await Secrets());
        var (views, feed, backlog, job) = (await Views(), await Feed(), await Backlog(), await Job());
        await using (await Store.RefuseChangesAsync())
        {
            _ = await Should.ThrowAsync<StoreUnavailableException>(() => Change(change));
        }

        (await Views()).ShouldBe(views);
        (await Feed()).Select(static one => one.Id).ShouldBe(feed.Select(static one => one.Id));
        (await Backlog()).ShouldBe(backlog);
        (await Job()).ShouldBe(job);
        (await Endpoints()).ShouldBe(row);
        (await Secrets()).ShouldBe(secrets);
        (await Attempts(_held.Id)).ShouldBeEmpty();

        // It goes on by itself, and the same change succeeds.
        await Change(change);
        (await Deliver(_other)).Held.ShouldBeTrue();
    }

    [Fact]
    public async Task I1_Of_many_who_append_while_the_store_goes_away_nobody_is_told_that_it_is_stored_when_it_is_not()
    {
        var told = new List<EventId>();
        for (var round = 0; round < 5; round++)
        {
            var appending = Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
            {
                try
                {
                    return (EventId?)(await Append(AnEvent())).Id;
                }
                catch (StoreUnavailableException)
                {
                    return null;
                }
            })));
            await using (await Store.RefuseChangesAsync())
            {
                told.AddRange((await appending).OfType<EventId>());
            }
        }

        var feed = await Feed();
        told.Except(feed.Select(static one => one.Id)).ShouldBeEmpty();

        // And what was stored although nobody was told is stored whole.
        foreach (var one in feed)
        {
            (await Node.History.DeliveriesOfAsync(one.Id, CancellationToken.None)).ShouldHaveSingleItem();
        }
    }

    private protected override async Task PrepareAsync()
    {
        _held = await AppendAndClaim();
        _other = await AppendAndClaim();
        _dead = await AppendAndClaim();
        _ = await Settle(_dead, Down, Dead);
        _ = await Append(3);
        _job = await NewJob();
    }

    private async Task Change(string change)
    {
        var (lanes, configuration) = (Node.Lanes, Node.Configuration);
        _ = change switch
        {
            "append" => await Done(Append(AnEvent(key: "k"))),
            "append many" => await Done(Append(5)),
            "claim" => await Done(Claim().AsTask()),
            "settle" => await Done(Settle(_held, Down, Dead, AnEvent(type: "delivery.exhausted")).AsTask()),
            "settle late" => await Done(Deliver(_dead).AsTask()),
            "release" => await Done(lanes.ReleaseAsync([_held], Now).AsTask()),
            "save health" => await Done(lanes.SaveHealthAsync(LaneHealth.Active(Endpoint.Key) with { FailingSince = Now }, AnEvent()).AsTask()),
            "replay" => await Done(Node.Replays.ReplayAsync(_dead.Id, Now).AsTask()),
            "add job" => await Done(NewJob()),
            "step" => await Done(Node.Replays.StepAsync(_job, 100, Now).AsTask()),
            "cancel job" => await Done(Node.Replays.CancelJobAsync(_job, Now).AsTask()),
            "sweep" => await Done(Node.Retention.SweepAsync(Now.AddDays(60), 100).AsTask()),
            "add partner" => await Done(AddPartner("ptn_b")),
            "add key" => await Done(configuration.AddApiKeyAsync(new(ApiKeyId.New(Now), null, ApiKeyScope.Operator, new byte[] { 1 }, Now)).AsTask()),
            "add endpoint" => await Done(AddEndpoint()),
            "delete endpoint" => await Done(SetStatus(Endpoint, EndpointStatus.Deleted)),
            "rotate" => await Done(configuration.RotateSecretAsync(Rows.Secret(Endpoint.Key, 2, Now), Now.AddDays(1), Now).AsTask()),
            "write meta" => await Done(configuration.WriteMetaAsync("a", null, [1]).AsTask()),
            _ => throw new ArgumentOutOfRangeException(nameof(change)),
        };
    }

    private static async Task<bool> Done(Task task)
    {
        await task;
        return true;
    }

    private async Task<ReplayJobId> NewJob()
    {
        var id = ReplayJobId.New(Now);
        await Node.Replays.AddJobAsync(new(
            id, Endpoint.Key, DateTimeOffset.UnixEpoch, ReplayJob.Unbounded, ReplayStates.Dead, ReplayJobState.Running, 0, ReplayJob.LastEvent, 0, 0, 0, Now, null));
        return id;
    }

    private async Task<ReplayJob?> Job() => await Node.Replays.FindJobAsync(_job, CancellationToken.None);

    private ValueTask<Backlog> Backlog() => Node.History.BacklogAsync(CancellationToken.None);

    private async Task<IEnumerable<(long, EndpointStatus)>> Endpoints() =>
        [.. (await Node.Configuration.LoadAsync()).Endpoints.Select(static one => (one.Key, one.Status))];

    private async Task<IEnumerable<(int, DateTimeOffset?)>> Secrets() =>
        [.. (await Node.Configuration.LoadAsync()).Secrets.Select(static one => (one.Version, one.ExpiresAt))];
}
