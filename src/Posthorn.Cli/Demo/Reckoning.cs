using Posthorn.Api;
using Posthorn.Api.Deliveries;
using Posthorn.Cli.Demo.Chapters;
using Posthorn.Cli.Demo.Clinics;

namespace Posthorn.Cli.Demo;

/// <summary>Holds what was published against what arrived. Reads the two sides' own notes, and the server's only for its states.</summary>
internal static class Reckoning
{
    public static async Task<DemoResult> OfAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var receipts = stage.Logbook.Receipts;
        var arrived = receipts.Select(static receipt => (receipt.Clinic, receipt.Key)).ToHashSet();
        var copies = receipts.GroupBy(static receipt => (receipt.Clinic, receipt.Key)).ToList();
        var rotated = receipts.Where(static one => one.Key == SecretRotation.During.Key);
        var (pending, dead) = await LeftOverAsync(stage, cancellationToken);
        Expectation[] expectations =
        [
            new("accepted events that arrived", stage.Ledger.Accepted, stage.Ledger.Keys.Count(arrived.Contains)),
            new("accepted events that were lost", 0, stage.Ledger.Keys.Count(key => !arrived.Contains(key))),
            new("arrivals that nobody had published", 0, arrived.Count(key => !stage.Ledger.Has(key))),
            new("requests whose signature a receiver's own code verified", receipts.Count, receipts.Count(static one => one.Signatures > 0)),
            new("copies beyond refusals, the kill and replays", 0, copies.Sum(copy => Unexplained(stage, copy.Key, [.. copy]))),
            new("copies with other bytes than the first", 0, copies.Sum(static copy => copy.DistinctBy(static one => one.BodyHash).Count() - 1)),
            new("one event out of publishing twice with one key", 1, stage.PublishedTwiceIsOnce ? 1 : 2),
            new("attempts until the clinic that refused twice took it", FirstVisits.Refusals + 1, receipts.Count(static one => one.Key == FirstVisits.Refused.Key)),
            new("signatures on a notification while a secret rotates", 2, rotated.Max(static one => one.Signatures)),
            new("dead letters of the clinic that was down", FirstVisits.ForTheLate.Count, stage.LateDeadLetters),
            new("of these, delivered by replay", FirstVisits.ForTheLate.Count, stage.Logbook.CountOf(stage.Late)),
            new("deliveries still on their way", 0, pending),
            new("dead letters left", 0, dead),
        ];

        return new(
            expectations.All(static expectation => expectation.Held),
            Math.Round(stage.Narrator.Elapsed.TotalSeconds, 1),
            stage.Ledger.Accepted,
            receipts.Count,
            expectations);
    }

    // Suki's contract is one POST: there a cut-off one does not explain a second, only a person's replay does.
    private static int Unexplained(DemoStage stage, (string Clinic, string Key) key, IReadOnlyList<Receipt> copies)
    {
        var explained = 1
            + copies.Count(static receipt => receipt is { WasHeld: false, Status: not 200 })
            + copies.Count(receipt => receipt.WasHeld && key.Clinic != stage.Suki.Name)
            + stage.Ledger.ReplaysOf(key);

        return Math.Max(0, copies.Count - explained);
    }

    private static async Task<(int Pending, int Dead)> LeftOverAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var (pending, dead) = (0, 0);
        var client = await stage.Server.ClientAsync(cancellationToken);
        foreach (var partner in stage.Partners)
        {
            pending += await CountAsync(client, partner, DeliveryStatus.Pending, cancellationToken);
            dead += await CountAsync(client, partner, DeliveryStatus.Dead, cancellationToken);
        }

        return (pending, dead);
    }

    private static async Task<int> CountAsync(PosthornClient client, DemoPartner partner, DeliveryStatus state, CancellationToken cancellationToken) =>
        (await client.ListDeliveriesAsync(partner.Id, state, endpoint: null, after: null, limit: null, cancellationToken)).Deliveries.Count;
}
