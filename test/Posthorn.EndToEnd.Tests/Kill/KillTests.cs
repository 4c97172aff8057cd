using System.Globalization;
using Posthorn.Api.Deliveries;
using Posthorn.Cli.Demo.Clinics;
using Posthorn.EndToEnd.Tests.Demo;

namespace Posthorn.EndToEnd.Tests.Kill;

/// <summary>The promise of the whole program, held by killing it: what was acknowledged arrives.</summary>
public sealed class KillTests
{
    private const int Kills = 5;
    private const int EventsAKill = 150;
    private const int Events = (Kills + 1) * EventsAKill;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Killed_five_times_while_publishing_the_server_loses_nothing_it_acknowledged_I1_I2_I3_I4_F_P1_F_P3_F_P4_F_P5()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await using var bed = await KillBed.MakeAsync(patience.Token);

        var publishing = bed.PublishAsync(Events, patience.Token);
        for (var kill = 1; kill <= Kills; kill++)
        {
            // Every other time deliveries are held in flight; in between, the moment is left to chance.
            if (kill % 2 == 1)
            {
                bed.Hold();
            }

            await bed.UntilAcknowledgedAsync(kill * EventsAKill, patience.Token);
            await bed.UntilHeldAsync(kill % 2, patience.Token);
            await bed.Server.KillAsync();
            bed.LetGo();
            await bed.StartAsync(patience.Token);
        }

        await publishing;
        await bed.UntilArrivedAsync(Events, patience.Token);
        await bed.SettleAsync(patience.Token);
        await RestartInGoodOrderAsync(bed, patience.Token);
        var deliveries = await bed.DeliveriesAsync(patience.Token);

        Invented(bed).ShouldBeEmpty();
        deliveries.Count.ShouldBe(2 * Events);
        deliveries.Where(static one => one.Delivery.State != DeliveryStatus.Delivered).ShouldBeEmpty();
        foreach (var copies in CopiesOf(bed))
        {
            // What was open when the server died came again.
            (copies.Count() > copies.Count(static copy => copy.WasHeld)).ShouldBeTrue();
            var delivery = deliveries.Single(one => one.Clinic == copies.Key.Clinic && KeyOf(one.Number) == copies.Key.Key).Delivery;

            // Each copy but one is an attempt whose outcome could not be known.
            copies.Count().ShouldBeLessThanOrEqualTo(1 + delivery.Attempts!.Count(static attempt => attempt.Status is not 200));
            copies.Select(static copy => copy.BodyHash).Distinct().ShouldHaveSingleItem();
            copies.ShouldAllBe(static copy => copy.Signatures == 1);
            delivery.Attempts!.Count(static attempt => attempt.Status == 200).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Left_alone_the_server_sends_each_event_once_I5()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        await using var bed = await KillBed.MakeAsync(patience.Token);

        await bed.PublishAsync(EventsAKill, patience.Token);
        await bed.UntilArrivedAsync(EventsAKill, patience.Token);
        await bed.SettleAsync(patience.Token);
        await RestartInGoodOrderAsync(bed, patience.Token);

        Invented(bed).ShouldBeEmpty();
        CopiesOf(bed).ShouldAllBe(static copies => copies.Count() == 1);
        (await bed.DeliveriesAsync(patience.Token)).ShouldAllBe(static one => one.Delivery.State == DeliveryStatus.Delivered);
    }

    // What is in flight settles before the end, so that the next start tells all of it.
    private static async Task RestartInGoodOrderAsync(KillBed bed, CancellationToken cancellationToken)
    {
        Signals.Send(bed.Process.Id, Signals.Terminate).ShouldBe(0);
        (await bed.Server.EndAsync(cancellationToken)).ShouldBe(0);
        await bed.StartAsync(cancellationToken);
    }

    private static IEnumerable<string> Invented(KillBed bed) =>
        bed.Logbook.Receipts.Select(static receipt => receipt.Key).Except(bed.Acknowledged.Keys.Select(KeyOf), StringComparer.Ordinal);

    private static IEnumerable<IGrouping<(string Clinic, string Key), Receipt>> CopiesOf(KillBed bed) =>
        bed.Logbook.Receipts.GroupBy(static receipt => (receipt.Clinic, receipt.Key));

    private static string KeyOf(int number) => string.Create(CultureInfo.InvariantCulture, $"visit-{number}:session.completed");
}
