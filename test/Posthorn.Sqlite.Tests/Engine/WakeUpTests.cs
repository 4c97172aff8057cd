using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Testing;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Nothing that is due is left lying. The net below the lanes is out of reach in these tests.</summary>
public sealed class WakeUpTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(5.6);

    [Fact]
    public async Task A_delivery_that_comes_due_while_a_claim_is_on_its_way_is_not_left_behind()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint();
        rig.Client.Answer(Rig.Host, sent => sent.Number == 1 ? Answers.Down : Answers.Ok);
        await rig.PublishMany(2);
        await rig.Tap.Done(StoreCall.Settle).Reaches(2);
        var due = (await rig.Node.DeliveriesAsync()).Select(row => DateTimeOffset.FromUnixTimeMilliseconds(row.DueAt!.Value)).Order().ToList();
        (due[1] - due[0]).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(10));

        // The claim of the first takes so long that the second has come due when it is back.
        rig.Tap.After = call =>
        {
            if (call == StoreCall.Claim && clock.GetUtcNow() < due[1])
            {
                clock.AdvanceTo(due[1] + TimeSpan.FromMilliseconds(1));
            }

            return Task.CompletedTask;
        };
        await clock.PassTo(due[0] + TimeSpan.FromMilliseconds(2));

        await rig.Tap.Ended.Reaches(2);
    }

    [Fact]
    public async Task What_comes_in_while_a_recovered_lane_catches_up_is_sent_without_being_asked_for_again()
    {
        var clock = new SteppedClock(Noon);
        await using var rig = await Rig.StartAsync(clock);
        await rig.AddEndpoint();
        rig.Client.Answer(Rig.Host, Answers.Down);
        await rig.PublishMany(10);
        await rig.Tap.Done(StoreCall.SaveHealth).Reaches(1);
        await rig.Tap.Done(StoreCall.Settle).Reaches(10);

        var gate = new Gate();
        rig.Client.Answer(Rig.Host, async (_, stop) =>
        {
            if (rig.Client.Received.Count == 12)
            {
                await gate.PassAsync(stop);
            }

            return Answers.Ok;
        });
        await clock.Pass(FirstRetry);
        await gate.Reached;
        await rig.Publish();
        gate.Open();

        await rig.Tap.Ended.Reaches(11);
        (await rig.Node.DeliveriesAsync()).ShouldAllBe(row => row.State == DeliveryState.Delivered);
    }

    [Fact]
    public async Task Room_that_an_event_gave_back_is_used_for_what_waits_in_the_store()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var gate = new Gate();
        rig.Tap.Before = async call =>
        {
            if (call == StoreCall.Append)
            {
                await gate.PassAsync(CancellationToken.None);
                throw new StoreUnavailableException("The disk is full.");
            }
        };

        // A whole window is reserved for events that will not be stored; meanwhile another one is stored, and finds no room.
        var refused = rig.Node.Intake.AcceptAsync([.. Enumerable.Range(0, 1024).Select(_ => (rig.Partner, Rig.NewEvent()))]).AsTask();
        await gate.Reached;
        rig.Tap.Before = null;
        (await rig.Publish()).ShouldBeOfType<IntakeResult.Accepted>();
        rig.Client.Received.Count.ShouldBe(0);
        gate.Open();

        await rig.Tap.Ended.Reaches(1);
        (await refused).ShouldAllBe(result => result is IntakeResult.Unavailable);
    }
}
