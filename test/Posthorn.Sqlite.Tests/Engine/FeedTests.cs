using Posthorn.Delivery.Intake;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>Q9: the pull feed's order is the order of commits, so a reader that follows it misses nothing.</summary>
public sealed class FeedTests
{
    [Fact]
    public async Task Q9_A_reader_that_follows_the_feed_while_many_publish_sees_every_event_once_in_order()
    {
        const int publishers = 16;
        const int each = 50;
        await using var rig = await Rig.StartAsync();
        var stored = new Tally("stored events");
        var publishing = Task.WhenAll(Enumerable.Range(0, publishers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < each; i++)
            {
                var accepted = (await rig.Publish()).ShouldBeOfType<IntakeResult.Accepted>();

                // What was acknowledged can be read.
                (await rig.Node.History.FeedAsync(rig.Partner.Key, accepted.Event.Sequence - 1, 1, CancellationToken.None))
                    .ShouldHaveSingleItem().Id.ShouldBe(accepted.Event.Id);
                stored.Add();
            }
        })));

        var read = new List<(long Sequence, EventId Id)>();
        while (read.Count < publishers * each)
        {
            await stored.Reaches(Math.Min(read.Count + 1, publishers * each));
            var after = read.Count == 0 ? 0 : read[^1].Sequence;
            read.AddRange((await rig.Node.History.FeedAsync(rig.Partner.Key, after, 7, CancellationToken.None)).Select(static one => (one.Sequence, one.Id)));
        }

        await publishing;
        read.Select(static one => one.Sequence).ShouldBe(Enumerable.Range(1, publishers * each).Select(static n => (long)n));
        read.Select(static one => one.Id).Distinct().Count().ShouldBe(publishers * each);
    }

    [Fact]
    public async Task A_batch_is_one_commit_in_the_order_in_which_it_was_given()
    {
        await using var rig = await Rig.StartAsync();
        var results = await rig.Node.Intake.AcceptAsync([.. Enumerable.Range(0, 1_000).Select(_ => (rig.Partner, Rig.NewEvent()))]);

        results.Select(static result => ((IntakeResult.Accepted)result).Event.Sequence).ShouldBe(Enumerable.Range(1, 1_000).Select(static n => (long)n));
    }
}
