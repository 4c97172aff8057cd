using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>F-D4, F-D16, F-D21: the store is away or full for a while. Nothing is acknowledged from memory, and nothing is lost.</summary>
public sealed class StoreAwayTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task F_D21_F_P16_On_a_full_disk_publishers_are_refused_and_when_there_is_space_again_all_goes_on_by_itself()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        var endpoint = await rig.AddEndpoint();
        var held = new HeldRequests();
        rig.Client.Answer(Rig.Host, held.Hold);
        await rig.PublishMany(3);
        await held.Arrived.Reaches(3);
        var writer = rig.Node.Storage.Writer;
        await FillUp(writer);

        var refused = 0;
        for (var i = 0; i < 20; i++)
        {
            refused += await rig.Publish(data: $$"""{"text":"{{new string('x', 20_000)}}"}""") is IntakeResult.Unavailable ? 1 : 0;
        }

        refused.ShouldBe(20);
        held.Answer(3, Answers.Ok);
        await SetLimit(writer, 1_073_741_823);
        await clock.StepUntil(rig.Tap.Ended.Reaches(3), within: TimeSpan.FromSeconds(31));

        var accepted = (await rig.Publish()).ShouldBeOfType<IntakeResult.Accepted>();
        await held.Arrived.Reaches(4);
        held.Answer(1, Answers.Ok);
        await rig.Tap.Ended.Reaches(4);
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Delivered);
        rig.Client.Sent[^1].EventId.ShouldBe(accepted.Event.Id.ToString());
        rig.Node.LaneOf(endpoint).HasRoom.ShouldBeTrue();
    }

    [Theory]
    [InlineData((int)StoreCall.Claim)]
    [InlineData((int)StoreCall.Settle)]
    [InlineData((int)StoreCall.SaveHealth)]
    [InlineData((int)StoreCall.Release)]
    public async Task F_D4_While_the_store_does_not_answer_one_kind_of_call_nothing_is_lost_and_nothing_is_sent_twice(int kind)
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock, Rig.NoNet with { UpkeepEvery = TimeSpan.FromSeconds(10) });
        await rig.AddEndpoint(concurrency: 4);
        _ = await rig.ReopenAsync();
        await rig.PublishMany(30);
        var away = new Tally("calls while the store was away");
        rig.Tap.Before = call =>
        {
            if (call == (StoreCall)kind && away.Count < 3)
            {
                away.Add();
                throw new StoreUnavailableException("The store is away.");
            }

            return Task.CompletedTask;
        };
        rig.Client.Answer(Rig.Host, static sent => sent.Number == 1 ? Answers.Down : Answers.Ok);
        await rig.StartNodeAsync();
        await clock.StepUntil(rig.Tap.Ended.Reaches(30), within: TimeSpan.FromSeconds(10));

        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Delivered);
        rig.Client.Received.Count.ShouldBe(60);
    }

    [Fact]
    public async Task F_P13_Readiness_turns_red_when_the_upkeep_fails_three_times_and_green_when_it_works_again()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock, Rig.NoNet with { UpkeepEvery = TimeSpan.FromSeconds(10) });
        var failing = true;
        var rounds = new Tally("rounds of the upkeep");
        rig.Tap.Before = call =>
        {
            if (call == StoreCall.OpenLanes)
            {
                rounds.Add();
                return failing ? throw new StoreUnavailableException("The store is away.") : Task.CompletedTask;
            }

            return Task.CompletedTask;
        };
        for (var round = 1; round <= 3; round++)
        {
            rig.Node.Engine.IsHealthy.ShouldBeTrue();
            await clock.Pass(TimeSpan.FromSeconds(10));
            await rounds.Reaches(round);
        }

        await clock.Armed(TimeSpan.FromSeconds(10));
        rig.Node.Engine.IsHealthy.ShouldBeFalse();
        failing = false;
        clock.Advance(TimeSpan.FromSeconds(10));
        await rig.Tap.Done(StoreCall.OpenLanes).Reaches(2);
        await clock.Armed(TimeSpan.FromSeconds(10));
        rig.Node.Engine.IsHealthy.ShouldBeTrue();
    }

    private static Task<string?> SetLimit(SqliteWriter writer, long pages) =>
        writer.RunAsync(new QueryCommand<string?>(connection => connection.Scalar($"pragma max_page_count = {pages}"))).AsTask();

    /// <summary>Leaves the database no page more than it has.</summary>
    private static async Task FillUp(SqliteWriter writer) =>
        await SetLimit(writer, await writer.RunAsync(new QueryCommand<long>(static connection => Pages(connection))));

    private static long Pages(SqliteConnection connection) => long.Parse(connection.Scalar("pragma page_count")!, System.Globalization.CultureInfo.InvariantCulture);
}
