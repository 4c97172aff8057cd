using Posthorn.Delivery.Intake;

namespace Posthorn.Conformance.Appending;

/// <summary>Many events at a time: one commit, one order, a result for each.</summary>
public abstract class BatchPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task A_batch_is_stored_in_the_order_in_which_it_was_given_with_a_result_for_each()
    {
        List<EventToStore> items = [.. Enumerable.Range(0, 1_000).Select(_ => AnEvent())];

        var results = await Node.Log.AppendAsync(items);

        results.Select(static one => ((Appended.Stored)one).Event.Id).ShouldBe(items.Select(static one => one.Id));
        results.Select(static one => ((Appended.Stored)one).Event.Sequence).ShouldBeInOrder(SortDirection.Ascending);
        (await Feed()).Select(static one => one.Id).ShouldBe(items.Select(static one => one.Id));
        (await Views()).Count.ShouldBe(1_000);
    }

    [Fact]
    public async Task A_batch_of_nothing_stores_nothing()
    {
        (await Node.Log.AppendAsync([])).ShouldBeEmpty();

        (await Feed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Events_of_several_partners_go_into_one_batch()
    {
        var other = await AddEndpoint(await AddPartner("ptn_b"));

        var results = await Node.Log.AppendAsync([AnEvent(), AnEvent(to: [other]), AnEvent()]);

        results.ShouldAllBe(static one => one is Appended.Stored);
        (await Feed()).Count.ShouldBe(2);
        (await Feed(other.Partner.Key)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Q1_Nobody_ever_sees_a_part_of_a_batch()
    {
        const int batches = 40;
        const int size = 25;
        var writing = Task.WhenAll(Enumerable.Range(0, 2).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < batches / 2; i++)
            {
                _ = await Append(size);
            }
        })));

        bool over;
        do
        {
            over = writing.IsCompleted;
            ((await Node.History.FeedAsync(Partner.Key, 0, batches * size, CancellationToken.None)).Count % size).ShouldBe(0);
            ((await Node.History.BacklogAsync(CancellationToken.None)).Pending % size).ShouldBe(0);
        }
        while (!over);

        await writing;
        (await Feed()).Count.ShouldBe(batches * size);
    }

    [Fact]
    public async Task Many_who_append_at_the_same_time_each_get_a_place_of_their_own()
    {
        var places = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Task.Run(async () =>
        {
            var stored = n % 4 == 0 ? await Append(5) : [await Append(AnEvent(claimed: n % 2 == 0))];
            return stored.Select(static one => one.Sequence);
        })));

        var all = places.SelectMany(static one => one).ToList();
        all.Distinct().Count().ShouldBe((50 * 5) + 150);
        (await Feed()).Select(static one => one.Sequence).ShouldBe(all, ignoreOrder: true);
    }
}
