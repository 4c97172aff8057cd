using Posthorn.Delivery;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Recording;
using Posthorn.Testing;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Posthorn's own news: stored with what they tell of, and delivered like any other event.</summary>
public sealed class AnnouncementTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_news_of_a_dead_letter_is_in_the_same_commit_as_the_dead_letter()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint(schedule: "once");
        _ = await rig.AddEndpoint("ops.example", partner: Operator(rig));
        rig.Client.Answer(Rig.Host, Answers.Down);
        var life = new Life();
        _ = await rig.RestartAsync(life);
        rig.Tap.After = async call =>
        {
            if (call == StoreCall.Settle)
            {
                life.End();
                await life.Step();
            }
        };
        await rig.PublishMany(1);
        await life.Ended.WaitAsync(Tally.Patience);

        // The process died before anybody was told. The news are due in the store.
        _ = await rig.RestartAsync();
        await rig.Tap.Ended.Reaches(1);

        (await Events(rig)).ShouldBe(["session.completed", Announcer.DeliveryExhausted]);
        rig.Client.ReceivedAt("ops.example").Count.ShouldBe(1);
        (await rig.Node.DeliveriesAsync()).Select(static row => row.State).ShouldBe([DeliveryState.Dead, DeliveryState.Delivered]);
    }

    [Fact]
    public async Task A_dead_letter_that_a_late_success_forestalled_is_not_announced()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint(schedule: "once");
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(1);
        await held.Arrived.Reaches(1);
        await rig.Node.WriteAsync("update deliveries set state = 1, due_at = null");

        held.Answer(1, Answers.Down);
        await rig.Tap.Done(StoreCall.Settle).Reaches(1);

        (await Events(rig)).ShouldBe(["session.completed"]);
    }

    [Fact]
    public async Task A_lane_that_turns_says_so_and_what_lies_between_is_silent()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint();
        _ = await rig.AddEndpoint("ops.example", partner: Operator(rig));
        rig.Client.Answer(Rig.Host, static sent => sent.Number < 3 ? Answers.Down : Answers.Ok);
        await rig.PublishMany(10);
        await clock.StepUntil(rig.Tap.Ended.Reaches(12), within: TimeSpan.FromMinutes(10));

        (await Events(rig)).Skip(10).ShouldBe([Announcer.EndpointFailing, Announcer.EndpointRecovered]);
        rig.Client.ReceivedAt("ops.example").Count.ShouldBe(2);
    }

    [Fact]
    public async Task M8_An_endpoint_that_keeps_failing_is_warned_of_in_stages_and_disabled_after_five_days()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint();
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(10);
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(1);
        await rig.Tap.Done(StoreCall.Settle).Reaches(10);
        rig.Tap.Before = static call => call == StoreCall.Claim ? new Gate().PassAsync(CancellationToken.None) : Task.CompletedTask;

        var notices = new List<int>();
        for (var hour = 0; hour <= 120; hour++)
        {
            await rig.Node.LaneOf(endpoint).UpkeepAsync();
            notices.Add((await Events(rig)).Count(static type => type == Announcer.EndpointFailing));
            clock.Advance(TimeSpan.FromHours(1));
        }

        notices.Select(static (count, hour) => (count, hour)).GroupBy(static one => one.count).Select(static group => group.Min(static one => one.hour))
            .ShouldBe([0, 1, 24, 72]);
        rig.Node.LaneOf(endpoint).Mode.ShouldBe(Posthorn.Delivery.Lanes.LaneMode.Failing);
    }

    [Fact]
    public async Task What_happens_to_the_operator_s_own_endpoints_is_not_announced()
    {
        await using var rig = await Rig.StartAsync();
        var ops = await rig.AddEndpoint("ops.example", "once", partner: Operator(rig));
        await rig.AddEndpoint(schedule: "once");
        rig.Client.Answer("ops.example", Answers.Down);
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(30);

        // 30 dead letters and the news that the endpoint is failing: all news fail at the operator's, and that is where it ends.
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(2);
        rig.Node.LaneOf(ops).Mode.ShouldBe(Posthorn.Delivery.Lanes.LaneMode.Failing);
        (await rig.Node.ReadAsync("select subject from events where type like 'delivery.%' or type like 'endpoint.%'", static row => row.Text(0)))
            .ShouldNotContain(ops.Id.ToString());
    }

    private static Partner Operator(Rig rig) => rig.Node.Directory.FindPartner(Partner.OperatorId).ShouldNotBeNull();

    private static Task<IReadOnlyList<string>> Events(Rig rig) => rig.Node.ReadAsync("select type from events order by sequence", static row => row.Text(0));
}
