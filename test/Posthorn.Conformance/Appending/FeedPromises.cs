using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance.Appending;

/// <summary>Q9: a reader that passes on the last place it saw misses nothing and sees nothing twice.</summary>
public abstract class FeedPromises(StoreUnderTest store) : StorePromises(store)
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Q9_Pages_put_together_are_all_events_of_a_partner_in_the_order_of_their_places(int page)
    {
        var other = await AddEndpoint(await AddPartner("ptn_b"));
        var expected = new List<EventId>();
        for (var i = 0; i < 25; i++)
        {
            expected.Add((await Append(AnEvent())).Id);
            _ = await Append(AnEvent(to: [other]));
        }

        var seen = new List<EventView>();
        while (await Node.History.FeedAsync(Partner.Key, seen is [.., var last] ? last.Sequence : 0, page, CancellationToken.None) is { Count: > 0 } read)
        {
            read.Count.ShouldBeLessThanOrEqualTo(page);
            seen.AddRange(read);
        }

        seen.Select(static one => one.Id).ShouldBe(expected);
        seen.ShouldAllBe(one => one.PartnerKey == Partner.Key);
    }

    [Fact]
    public async Task Q9_Readers_that_follow_while_sixteen_append_see_every_event_once_in_ever_higher_places()
    {
        const int writers = 16;
        const int each = 60;
        var writing = Task.WhenAll(Enumerable.Range(0, writers).Select(n => Task.Run(async () =>
        {
            var ids = new List<EventId>();
            while (ids.Count < each)
            {
                ids.AddRange(n % 4 == 0 ? (await Append(3)).Select(static one => one.Id) : [(await Append(AnEvent())).Id]);
            }

            return ids;
        })));

        var readers = await Task.WhenAll(Enumerable.Range(1, 3).Select(n => Task.Run(() => FollowAsync(writing, page: n * n))));

        var written = (await writing).SelectMany(static one => one).ToList();
        foreach (var read in readers)
        {
            read.Select(static one => one.Sequence).ShouldBeInOrder(SortDirection.Ascending);
            read.Select(static one => one.Sequence).Distinct().Count().ShouldBe(read.Count);
            read.Select(static one => one.Id).ShouldBe(written, ignoreOrder: true);
        }
    }

    [Fact]
    public async Task Places_go_on_rising_after_a_crash()
    {
        var before = await Append(10);
        await CrashAsync();

        var after = await Append(10);

        after[0].Sequence.ShouldBeGreaterThan(before[^1].Sequence);
        (await Feed()).Select(static one => one.Sequence).ShouldBe(before.Concat(after).Select(static one => one.Sequence));
    }

    [Fact]
    public async Task What_was_not_stored_leaves_no_trace_in_the_feed()
    {
        _ = await Append(AnEvent(key: "k"));
        _ = await Node.Log.AppendAsync(AnEvent(key: "k"));
        _ = await Node.Log.AppendAsync(AnEvent(key: "k", fingerprint: "other"));
        _ = await Append(AnEvent());

        (await Feed()).Count.ShouldBe(2);
    }

    // A reader that finds nothing new asks again at once: it is the writers that end the test.
    private async Task<List<EventView>> FollowAsync(Task writing, int page)
    {
        var read = new List<EventView>();
        bool over;
        do
        {
            over = writing.IsCompleted;
            while (await Node.History.FeedAsync(Partner.Key, read is [.., var last] ? last.Sequence : 0, page, CancellationToken.None) is { Count: > 0 } found)
            {
                read.AddRange(found);
            }
        }
        while (!over);

        return read;
    }
}
