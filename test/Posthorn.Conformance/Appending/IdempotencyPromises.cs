using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;

namespace Posthorn.Conformance.Appending;

/// <summary>B-P14 to B-P16: the same key again, with the same content or other.</summary>
public abstract class IdempotencyPromises(StoreUnderTest store) : StorePromises(store)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task B_P14_The_same_again_gets_the_same_answer(bool afterACrash)
    {
        var other = await AddEndpoint();
        var first = await Append(AnEvent(key: "k", to: [Endpoint, other]));
        if (afterACrash)
        {
            await CrashAsync();
        }

        var again = (await Node.Log.AppendAsync(AnEvent(key: "k", to: [Endpoint, other]))).ShouldBeOfType<Appended.Replayed>().Event;

        (again.Id, again.Sequence).ShouldBe((first.Id, first.Sequence));
        again.Deliveries.ShouldBe(first.Deliveries, ignoreOrder: true);
        (await Feed()).ShouldHaveSingleItem();
        (await Views()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task B_P14_And_still_does_when_some_of_its_deliveries_have_ended()
    {
        List<Endpoint> endpoints = [Endpoint, await AddEndpoint(), await AddEndpoint()];
        var first = await Append(AnEvent(key: "k", to: endpoints));
        _ = await Deliver((await Claim()).Deliveries.Single());
        _ = await Settle((await Claim(of: endpoints[1])).Deliveries.Single(), Down, Dead);

        var again = (await Node.Log.AppendAsync(AnEvent(key: "k", to: endpoints))).ShouldBeOfType<Appended.Replayed>().Event;

        again.Deliveries.ShouldBe(first.Deliveries, ignoreOrder: true);
    }

    [Fact]
    public async Task B_P14_What_the_second_call_brought_is_not_stored_beside_the_first()
    {
        _ = await Append(AnEvent(key: "k", data: """{"n":1}"""));
        _ = await Node.Log.AppendAsync(AnEvent(claimed: true, key: "k", data: """{"n":2}"""));

        var claimed = await ClaimOne();

        claimed.Data.Span.SequenceEqual("""{"n":1}"""u8).ShouldBeTrue();
    }

    [Fact]
    public async Task B_P15_The_same_key_with_other_content_is_refused_and_stores_nothing()
    {
        _ = await Append(AnEvent(key: "k"));

        (await Node.Log.AppendAsync(AnEvent(claimed: true, key: "k", fingerprint: "other"))).ShouldBeOfType<Appended.KeyReused>();

        (await Feed()).ShouldHaveSingleItem();
        (await Views()).ShouldHaveSingleItem().InFlight.ShouldBeFalse();
        (await Node.Log.AppendAsync(AnEvent(key: "k"))).ShouldBeOfType<Appended.Replayed>();
    }

    [Fact]
    public async Task A_key_is_its_partner_s_own()
    {
        var other = await AddEndpoint(await AddPartner("ptn_b"));
        var first = await Append(AnEvent(key: "k"));

        var second = await Append(AnEvent(key: "k", fingerprint: "other", to: [other]));

        second.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task Keys_are_compared_to_the_letter()
    {
        foreach (var key in (string[])["k", "K", "k ", " k", "ķ", new string('k', 255)])
        {
            _ = await Append(AnEvent(key: key));
        }

        (await Feed()).Count.ShouldBe(6);
    }

    [Fact]
    public async Task B_P16_Two_of_the_same_key_in_one_batch_make_one_event()
    {
        var results = await Node.Log.AppendAsync([AnEvent(key: "k"), AnEvent(key: "k"), AnEvent(key: "k", fingerprint: "other"), AnEvent()]);

        var first = results[0].ShouldBeOfType<Appended.Stored>().Event;
        results[1].ShouldBeOfType<Appended.Replayed>().Event.ShouldSatisfyAllConditions(
            one => one.Id.ShouldBe(first.Id), one => one.Sequence.ShouldBe(first.Sequence), one => one.Deliveries.ShouldBe(first.Deliveries));
        _ = results[2].ShouldBeOfType<Appended.KeyReused>();
        _ = results[3].ShouldBeOfType<Appended.Stored>();
        (await Feed()).Count.ShouldBe(2);
        (await Views()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task B_P16_A_thousand_of_the_same_key_at_once_make_one_event()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => Task.Run(async () => await Node.Log.AppendAsync(AnEvent(key: "k")))));

        var stored = results.OfType<Appended.Stored>().ShouldHaveSingleItem().Event;
        results.OfType<Appended.Replayed>().Count().ShouldBe(999);
        results.OfType<Appended.Replayed>().ShouldAllBe(one => one.Event.Id == stored.Id && one.Event.Deliveries.Single() == stored.Deliveries.Single());
        (await Feed()).ShouldHaveSingleItem().Id.ShouldBe(stored.Id);
        (await Views()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task B_P16_Of_a_thousand_with_the_same_key_and_two_contents_one_content_wins()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 1_000).Select(n => Task.Run(
            async () => (Content: n % 2, Result: await Node.Log.AppendAsync(AnEvent(key: "k", fingerprint: $"{n % 2}"))))));

        var won = results.Single(static one => one.Result is Appended.Stored).Content;
        results.Where(one => one.Content == won).ShouldAllBe(static one => one.Result is Appended.Stored || one.Result is Appended.Replayed);
        results.Where(one => one.Content != won).ShouldAllBe(static one => one.Result is Appended.KeyReused);
    }

    [Fact]
    public async Task F_D7_Batches_that_bring_the_same_keys_in_opposite_order_at_the_same_time_are_all_stored_once()
    {
        const int keys = 10;
        for (var round = 0; round < 20; round++)
        {
            var names = Enumerable.Range(0, keys).Select(n => $"{round}-{n}").ToList();
            var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () => await Node.Log.AppendAsync(
                [.. (n % 2 == 0 ? names : Enumerable.Reverse(names)).Select(name => AnEvent(key: name))]))));

            results.SelectMany(static one => one).Count(static one => one is Appended.Stored).ShouldBe(keys);
            results.SelectMany(static one => one).Count(static one => one is Appended.Replayed).ShouldBe(7 * keys);
        }

        (await Feed()).Count.ShouldBe(20 * keys);
    }
}
