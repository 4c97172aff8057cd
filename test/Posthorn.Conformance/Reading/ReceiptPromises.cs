using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance.Reading;

/// <summary>What is kept of events that came from elsewhere.</summary>
public abstract class ReceiptPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task Receipts_of_a_resource_come_in_the_order_of_the_log_with_all_that_they_know()
    {
        var (late, early) = (Now, Now.AddMinutes(-5));
        var first = await Append(Received("note:1", late));
        Now += TimeSpan.FromSeconds(1);
        var second = await Append(Received("note:1", early, ReceiptEvidence.Pulled));

        (await Receipts("note:1")).ShouldBe(
        [
            new(first.Id, first.Sequence, late, late, ReceiptEvidence.Signed),
            new(second.Id, second.Sequence, early, Now, ReceiptEvidence.Pulled),
        ]);
    }

    [Fact]
    public async Task Receipts_of_other_resources_and_events_without_one_are_not_among_them()
    {
        _ = await Append(Received("note:1", Now));
        _ = await Append(Received("note:10", Now));
        _ = await Append(AnEvent());

        (await Receipts("note:1")).Count.ShouldBe(1);
        (await Receipts("note:2")).ShouldBeEmpty();
    }

    [Fact]
    public async Task F_R15_Two_sources_that_name_a_resource_alike_have_their_own_receipts()
    {
        var other = await AddPartner("src_other");
        var theirs = await Append(Received("note:1", Now, partner: other));
        var ours = await Append(Received("note:1", Now));

        (await Receipts("note:1")).ShouldHaveSingleItem().Id.ShouldBe(ours.Id);
        (await Receipts("note:1", other)).ShouldHaveSingleItem().Id.ShouldBe(theirs.Id);
    }

    [Fact]
    public async Task Whoever_asks_at_the_same_moment_as_others_gets_the_receipts_of_their_own_resource()
    {
        var other = await AddPartner("src_other");
        var expected = new List<EventId>();
        for (var i = 0; i < 20; i++)
        {
            expected.Add((await Append(Received($"note:{i / 2}", Now, partner: i % 2 == 0 ? Partner : other))).Id);
        }

        var asked = await Task.WhenAll(Enumerable.Range(0, 400).Select(i => Receipts($"note:{i % 20 / 2}", i % 2 == 0 ? Partner : other)));

        asked.Select(static receipts => receipts.ShouldHaveSingleItem().Id).ShouldBe(Enumerable.Range(0, 400).Select(i => expected[i % 20]));
        (await Task.WhenAll(Receipts("note:0"), Receipts("note:none"), Receipts("note:0"))).Select(static receipts => receipts.Count).ShouldBe([1, 0, 1]);
    }

    [Fact]
    public async Task A_repetition_under_the_same_key_leaves_no_second_receipt()
    {
        _ = await Append(Received("note:1", Now, key: "k"));
        (await Node.Log.AppendAsync(Received("note:1", Now, key: "k"))).ShouldBeOfType<Appended.Replayed>();

        (await Receipts("note:1")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_receipt_survives_a_crash_with_its_event()
    {
        var stored = await Append(Received("note:1", Now));

        await CrashAsync();

        (await Receipts("note:1")).ShouldHaveSingleItem().Id.ShouldBe(stored.Id);
    }

    private EventToStore Received(
        string resource, DateTimeOffset at, ReceiptEvidence evidence = ReceiptEvidence.Signed, string? key = null, Partner? partner = null) => new()
        {
            Id = EventId.New(Now),
            Partner = partner ?? Partner,
            Type = "note_generation.succeeded",
            Subject = "1",
            Data = "{}"u8.ToArray(),
            OccurredAt = at,
            AcceptedAt = Now,
            IdempotencyKey = key,
            Fingerprint = "f"u8.ToArray(),
            Receipt = new(resource, evidence),
            Deliveries = [],
        };

    private async Task<IReadOnlyList<ReceiptView>> Receipts(string resource, Partner? of = null) =>
        await Node.History.ReceiptsAsync((of ?? Partner).Key, resource, CancellationToken.None);
}
