using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance.Reading;

/// <summary>What was received about a subject, whatever it said.</summary>
public abstract class ArrivalPromises(StoreUnderTest store) : StorePromises(store)
{
    [Fact]
    public async Task Arrivals_of_a_subject_come_in_the_order_of_the_log_whatever_their_types()
    {
        var first = await Append(Received("s-1", "session.failed"));
        Now += TimeSpan.FromSeconds(1);
        var second = await Append(Received("s-1", "session.completed", ReceiptEvidence.Pulled));

        (await Arrivals("s-1")).ShouldBe(
        [
            new(first.Id, first.Sequence, "session.failed", Now.AddSeconds(-1), ReceiptEvidence.Signed),
            new(second.Id, second.Sequence, "session.completed", Now, ReceiptEvidence.Pulled),
        ]);
    }

    [Fact]
    public async Task Arrivals_of_other_subjects_of_other_sources_and_without_a_receipt_are_not_among_them()
    {
        var other = await AddPartner("src_other");
        _ = await Append(Received("s-1", "session.completed", partner: other));
        _ = await Append(Received("s-10", "session.completed"));
        _ = await Append(AnEvent());

        (await Arrivals("s-1")).ShouldBeEmpty();
        (await Arrivals("ses_1")).ShouldBeEmpty();
        (await Arrivals("s-10")).Count.ShouldBe(1);
    }

    private EventToStore Received(string subject, string type, ReceiptEvidence evidence = ReceiptEvidence.Signed, Partner? partner = null) => new()
    {
        Id = EventId.New(Now),
        Partner = partner ?? Partner,
        Type = type,
        Subject = subject,
        Data = "{}"u8.ToArray(),
        OccurredAt = Now,
        AcceptedAt = Now,
        Receipt = new($"{type}:{subject}", evidence),
        Deliveries = [],
    };

    private ValueTask<IReadOnlyList<ArrivalView>> Arrivals(string subject) => Node.History.ArrivalsAsync(Partner.Key, subject, CancellationToken.None);
}
