using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Demo.Chapters;

/// <summary>One visit of every kind: one clinic takes all, one answers 500 twice, one is down.</summary>
internal static class FirstVisits
{
    public const int Refusals = 2;

    private const string Name = "first";

    /// <summary>What the Sully-style clinic refuses at first.</summary>
    public static Visit Refused { get; } = Visits.Noted(Name, 3);

    public static IReadOnlyList<Visit> ForTheLate { get; } = [Visits.CompletedInStandard("late", 1), Visits.CompletedInStandard("late", 2)];

    public static async Task TellAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        stage.Narrator.Title("1. One visit of every kind. One clinic takes all, one answers 500 twice, one is down.");
        stage.Sully.Refuses = static (key, copy) => key == Refused.Key && copy <= Refusals;
        var deliveries = new List<string>();
        foreach (var (partner, visits) in new[]
        {
            (stage.SukiPartner, Visits.OfEverySession(Name)),
            (stage.SullyPartner, Visits.OfEverySully(Name)),
            (stage.LatePartner, ForTheLate),
        })
        {
            foreach (var visit in visits)
            {
                var receipt = await stage.PublishAsync(partner, visit, cancellationToken);
                stage.Narrator.Say("publisher", $"{visit.Type} {visit.Subject} for the {partner.Clinic.Name}: accepted, on disk");
                deliveries.AddRange(receipt.Deliveries.Select(static delivery => delivery.Id));
            }
        }

        await PublishAgainAsync(stage, cancellationToken);
        var watch = new DeliveryWatch(await stage.Server.ClientAsync(cancellationToken), stage.Narrator, stage.Clock);
        await watch.UntilEndedAsync(deliveries, cancellationToken);
    }

    private static async Task PublishAgainAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var visit = Visits.Completed(Name, 1);
        var again = await stage.PublishAsync(stage.SukiPartner, visit, cancellationToken);
        var once = stage.Ledger.FirstIdOf(stage.SukiPartner, visit) == again.Id;
        stage.PublishedTwiceIsOnce = once;
        stage.Narrator.Say(
            "publisher",
            $"{visit.Type} {visit.Subject} published again with the same key: {(once ? "the same event, not a second one" : "a SECOND event")}",
            once ? Tone.Plain : Tone.Bad);
    }
}
