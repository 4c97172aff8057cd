using Posthorn.Api.Deliveries;
using Posthorn.Cli.Demo.Chapters;

namespace Posthorn.Cli.Demo;

/// <summary>Holds what was published against what arrived. Reads the two sides' own notes, and the server's only for its states.</summary>
internal static class Reckoning
{
    public static async Task<DemoResult> OfAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var receipts = stage.Logbook.Receipts;
        var arrived = receipts.Select(static receipt => (receipt.Clinic, receipt.Key)).ToHashSet();
        var copies = receipts.GroupBy(static receipt => (receipt.Clinic, receipt.Key)).ToList();
        var (pending, dead) = await LeftOverAsync(stage, cancellationToken);
        Expectation[] expectations =
        [
            new("accepted events that arrived", stage.Ledger.Accepted, stage.Ledger.Keys.Count(arrived.Contains)),
            new("accepted events that were lost", 0, stage.Ledger.Keys.Count(key => !arrived.Contains(key))),
            new("arrivals that nobody had published", 0, arrived.Count(key => !stage.Ledger.Has(key))),
            new("requests whose signature a receiver's own code verified", receipts.Count, receipts.Count(static receipt => receipt.Signatures > 0)),
            new("copies beyond refusals, the kill and replays", 0, copies.Sum(copy => Unexplained(copy.Key, [.. copy], stage.Ledger))),
            new("copies with other bytes than the first", 0, copies.Sum(static copy => copy.Select(static receipt => receipt.BodyHash).Distinct().Count() - 1)),
            new("one event out of publishing twice with one key", 1, stage.PublishedTwiceIsOnce ? 1 : 2),
            new("attempts until the clinic that refused twice took it", FirstVisits.Refusals + 1, receipts.Count(static receipt => receipt.Key == FirstVisits.Refused.Key)),
            new("signatures on a notification while a secret rotates", 2, receipts.Where(static receipt => receipt.Key == SecretRotation.During.Key).Max(static receipt => receipt.Signatures)),
            new("dead letters of the clinic that was down", FirstVisits.ForTheLate.Count, stage.LateDeadLetters),
            new("of these, delivered by replay", FirstVisits.ForTheLate.Count, receipts.Count(receipt => receipt.Clinic == stage.Late.Name && receipt.Status == 200)),
            new("deliveries still on their way", 0, pending),
            new("dead letters left", 0, dead),
        ];

        return new(expectations.All(static expectation => expectation.Held), stage.Narrator.Elapsed.TotalSeconds, stage.Ledger.Accepted, receipts.Count, expectations);
    }

    private static int Unexplained((string Clinic, string Key) key, IReadOnlyList<Clinics.Receipt> copies, Ledger ledger)
    {
        var explained = 1
            + copies.Count(static receipt => receipt is { WasHeld: false, Status: not 200 })
            + copies.Count(static receipt => receipt.WasHeld)
            + ledger.ReplaysOf(key);

        return Math.Max(0, copies.Count - explained);
    }

    private static async Task<(int Pending, int Dead)> LeftOverAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var (pending, dead) = (0, 0);
        var client = await stage.ClientAsync(cancellationToken);
        foreach (var partner in stage.Partners)
        {
            pending += (await client.ListDeliveriesAsync(partner.Id, DeliveryStatus.Pending, endpoint: null, after: null, limit: null, cancellationToken)).Deliveries.Count;
            dead += (await client.ListDeliveriesAsync(partner.Id, DeliveryStatus.Dead, endpoint: null, after: null, limit: null, cancellationToken)).Deliveries.Count;
        }

        return (pending, dead);
    }
}
