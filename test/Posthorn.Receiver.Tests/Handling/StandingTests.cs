using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;
using Posthorn.Receiver.Handling;

namespace Posthorn.Receiver.Tests.Handling;

public sealed class StandingTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "1", Standing.First)]
    [InlineData(0, "1 1", Standing.First)]
    [InlineData(1, "1 1", Standing.Superseding)]
    [InlineData(1, "1 2", Standing.Superseding)]
    [InlineData(0, "1 2", Standing.Stale)]
    [InlineData(1, "2 1", Standing.Stale)]
    [InlineData(0, "2 1", Standing.Superseding)]
    [InlineData(1, "1 2 3", Standing.Stale)]
    internal void F_R9_A_notification_stands_by_the_vendors_clock_and_then_by_the_log(int own, string times, Standing expected)
    {
        List<ReceiptView> all =
        [
            .. times.Split(' ').Select(static (minute, place) => new ReceiptView(
                EventId.New(Noon), place, Noon.AddMinutes(minute[0] - '0'), Noon, ReceiptEvidence.Signed)),
        ];

        StandingAmong.Of(all[own], all).ShouldBe(expected);
    }
}
