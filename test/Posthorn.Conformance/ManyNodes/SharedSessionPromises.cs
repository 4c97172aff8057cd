using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Conformance.ManyNodes;

/// <summary>A session is moved on by whoever comes first, at whichever node.</summary>
public abstract class SharedSessionPromises(StoreUnderTest store) : NodesPromises(store)
{
    [Fact]
    public async Task Of_the_ends_that_two_nodes_write_at_once_one_is_stored_with_one_event()
    {
        for (var round = 0; round < 20; round++)
        {
            var made = await Make(ASession($"ses_{round}"));

            var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
                async () => await (i % 2 == 0 ? Node : Other).Log.AppendAsync(AnEnd(made, i % 3 == 0 ? SessionState.TimedOut : SessionState.Completed)))));

            var stored = results.OfType<Appended.Stored>().ShouldHaveSingleItem().Event;
            (await Found(made.Id))!.EventId.ShouldBe(stored.Id);
        }

        (await Node.History.FeedAsync(Partner.Key, 0, NoLimit, CancellationToken.None)).Count.ShouldBe(20);
    }

    [Fact]
    public async Task What_one_node_writes_the_other_finds_and_can_follow()
    {
        var made = await Make(ASession());

        (await Other.Sessions.WriteAsync(new(made with { Version = 2 }, []))).ShouldBeTrue();
        (await Node.Log.AppendAsync(AnEnd(made))).ShouldBeOfType<Appended.Outdated>();
        (await Node.Log.AppendAsync(AnEnd(made with { Version = 2 }))).ShouldBeOfType<Appended.Stored>();
        (await Other.Sessions.FindAsync(Partner.Key, made.Id, CancellationToken.None))!.State.ShouldBe(SessionState.Completed);
    }
}
