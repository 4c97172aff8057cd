using Posthorn.Delivery.Intake;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>B-P14 to B-P16: the same key again, with the same content or other.</summary>
public sealed class IdempotencyTests
{
    [Fact]
    public async Task B_P16_A_thousand_of_the_same_key_at_once_make_one_event()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();

        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(
            async () => (await rig.Publish(key: "k")).ShouldBeOfType<IntakeResult.Accepted>())));
        await rig.Tap.Ended.Reaches(1);

        results.Count(static one => !one.Replayed).ShouldBe(1);
        results.Select(static one => (one.Event.Id, one.Event.Deliveries.Single().Id)).Distinct().ShouldHaveSingleItem();
        (await rig.Node.DeliveriesAsync()).ShouldHaveSingleItem();
        rig.Client.Received.Count.ShouldBe(1);
        rig.Node.LaneOf(endpoint).IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public async Task B_P14_The_same_again_gets_the_same_answer_also_after_a_restart()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();
        var first = (await rig.Publish(key: "k")).ShouldBeOfType<IntakeResult.Accepted>();
        _ = await rig.RestartAsync();

        var again = (await rig.Publish(key: "k")).ShouldBeOfType<IntakeResult.Accepted>();

        (first.Replayed, again.Replayed).ShouldBe((false, true));
        (again.Event.Id, again.Event.Sequence).ShouldBe((first.Event.Id, first.Event.Sequence));
        again.Event.Deliveries.ShouldBe(first.Event.Deliveries);
    }

    [Fact]
    public async Task B_P15_The_same_key_with_other_content_is_refused_and_stores_nothing()
    {
        await using var rig = await Rig.StartAsync();
        var endpoint = await rig.AddEndpoint();
        _ = (await rig.Publish(key: "k")).ShouldBeOfType<IntakeResult.Accepted>();

        (await rig.Publish(key: "k", fingerprint: "other")).ShouldBeOfType<IntakeResult.KeyReused>();

        await rig.Tap.Ended.Reaches(1);
        (await rig.Node.DeliveriesAsync()).ShouldHaveSingleItem();
        rig.Node.LaneOf(endpoint).HasRoom.ShouldBeTrue();
    }

    [Fact]
    public async Task B_P16_Two_of_the_same_key_in_one_batch_make_one_event()
    {
        await using var rig = await Rig.StartAsync();
        await rig.AddEndpoint();

        var results = await rig.Node.Intake.AcceptAsync(
            [(rig.Partner, Rig.NewEvent("k")), (rig.Partner, Rig.NewEvent("k")), (rig.Partner, Rig.NewEvent("k", fingerprint: "other")), (rig.Partner, Rig.NewEvent())]);
        await rig.Tap.Ended.Reaches(2);

        results[0].ShouldBeOfType<IntakeResult.Accepted>().Replayed.ShouldBeFalse();
        results[1].ShouldBeOfType<IntakeResult.Accepted>().ShouldSatisfyAllConditions(
            one => one.Replayed.ShouldBeTrue(), one => one.Event.Id.ShouldBe(((IntakeResult.Accepted)results[0]).Event.Id));
        results[2].ShouldBeOfType<IntakeResult.KeyReused>();
        results[3].ShouldBeOfType<IntakeResult.Accepted>().Replayed.ShouldBeFalse();
        rig.Client.Received.Count.ShouldBe(2);
    }
}
