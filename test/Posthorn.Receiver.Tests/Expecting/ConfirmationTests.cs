using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;
using Posthorn.Receiver.Expecting;

namespace Posthorn.Receiver.Tests.Expecting;

public sealed class ConfirmationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("s", 0, null)]
    [InlineData("p", 0, null)]
    [InlineData("ps", 1, 0)] // The push of what was pulled.
    [InlineData("sp", 1, 0)] // Pulled while its push arrived.
    [InlineData("ss", 1, null)] // Made again.
    [InlineData("pss", 2, null)] // Made again, after the push of what was pulled.
    [InlineData("spp", 2, 0)]
    internal void A_push_and_a_pull_of_the_same_tell_the_same(string evidences, int own, int? first)
    {
        var all = Receipts(evidences, static _ => Noon);

        Confirmation.Of(all[own], all, timed: false).ShouldBe(first is { } place ? all[place] : null);
    }

    [Fact]
    public void Where_the_vendor_says_when_it_happened_another_time_is_other_news()
    {
        var all = Receipts("ps", static place => Noon.AddMinutes(place));

        Confirmation.Of(all[1], all, timed: true).ShouldBeNull();
        Confirmation.Of(all[1], all, timed: false).ShouldBe(all[0]);
    }

    private static List<ReceiptView> Receipts(string evidences, Func<int, DateTimeOffset> at) =>
    [
        .. evidences.Select((one, place) => new ReceiptView(
            EventId.New(Noon), place, at(place), Noon, one == 'p' ? ReceiptEvidence.Pulled : ReceiptEvidence.Signed)),
    ];
}
