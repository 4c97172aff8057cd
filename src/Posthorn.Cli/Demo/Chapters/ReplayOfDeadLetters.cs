using Posthorn.Api.Deliveries;
using Posthorn.Api.Replays;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Demo.Chapters;

/// <summary>The clinic that was down comes up, and a person sends again what had been given up.</summary>
internal static class ReplayOfDeadLetters
{
    private const int Page = 1000;

    public static async Task TellAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        stage.Narrator.Title("4. The clinic that was down comes up. A person replays the dead letters.");
        var client = await stage.Server.ClientAsync(cancellationToken);
        var late = await NoteDeadAsync(stage, stage.LatePartner, cancellationToken);
        stage.LateDeadLetters = late.Count;
        await stage.Late.OpenAsync(cancellationToken);
        stage.Narrator.Say(stage.Late.Name, "is up", Tone.Good);
        var watch = new DeliveryWatch(client, stage.Narrator, stage.Clock);
        foreach (var delivery in late)
        {
            watch.SkipWhatWas(delivery);
            _ = await client.ReplayDeliveryAsync(delivery.Id, cancellationToken);
            stage.Narrator.Say(
                "operator",
                $"replays {delivery.EventType}, dead after {delivery.AttemptCount} attempts ({delivery.LastOutcome})");
        }

        await stage.Logbook.UntilAsync(log => log.CountOf(stage.Late) >= late.Count, cancellationToken);
        await watch.UntilEndedAsync([.. late.Select(static delivery => delivery.Id)], cancellationToken);

        await ReplayUnknownAsync(stage, cancellationToken);
    }

    // A range of an endpoint is one job, however many they are.
    private static async Task ReplayUnknownAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var unknown = await NoteDeadAsync(stage, stage.SukiPartner, cancellationToken);
        if (unknown.Count == 0)
        {
            return;
        }

        stage.Narrator.Say(
            "operator",
            $"replays the {unknown.Count} of the Suki-style clinic whose outcome the kill left unknown, as one job");
        stage.Receipts.ManyAtOnce = true;
        var before = stage.Logbook.CountOf(stage.Suki);
        var client = await stage.Server.ClientAsync(cancellationToken);
        var range = new ReplayRange { Since = stage.StartedAt.AddMinutes(-1), States = [ReplayState.Dead] };
        _ = await client.ReplayEndpointAsync(stage.SukiPartner.Id, stage.SukiPartner.EndpointId, range, cancellationToken);
        await stage.Logbook.UntilAsync(log => log.CountOf(stage.Suki) >= before + unknown.Count, cancellationToken);
        await stage.SettleAsync(stage.SukiPartner, cancellationToken);
        stage.Receipts.ManyAtOnce = false;
        stage.Narrator.Say(stage.Suki.Name, "got them; those it had already are copies, which it knows by session and status", Tone.Good);
    }

    private static async Task<IReadOnlyList<DeliveryInfo>> NoteDeadAsync(
        DemoStage stage, DemoPartner partner, CancellationToken cancellationToken)
    {
        var client = await stage.Server.ClientAsync(cancellationToken);
        var page = await client.ListDeliveriesAsync(partner.Id, DeliveryStatus.Dead, partner.EndpointId, after: null, Page, cancellationToken);
        foreach (var delivery in page.Deliveries)
        {
            stage.Ledger.Replay(partner, stage.Ledger.KeyOf(delivery.EventId));
        }

        return page.Deliveries;
    }
}
