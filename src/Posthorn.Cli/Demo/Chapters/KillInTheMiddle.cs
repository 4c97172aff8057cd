using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Demo.Chapters;

/// <summary>SIGKILL while events come in and deliveries are out, then a restart on the same file.</summary>
internal static class KillInTheMiddle
{
    private const int EventsAClinic = 150;
    private const int Workers = 8;

    // Both clinics hold requests open, and there is more to publish.
    private const int OpenAtTheKill = 40;
    private const int AcceptedAtTheKill = 100;

    public static async Task TellAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var narrator = stage.Narrator;
        narrator.Title($"2. {2 * EventsAClinic} more visits, and the server is killed in the middle.");
        stage.Receipts.ManyAtOnce = true;
        stage.Suki.Barrier.Lower();
        stage.Sully.Barrier.Lower();
        var before = stage.Ledger.Accepted;
        var publishing = PublishAllAsync(stage, cancellationToken);

        await stage.Logbook.UntilAsync(log => log.Open >= OpenAtTheKill, cancellationToken);
        await stage.Ledger.UntilAcceptedAsync(before + AcceptedAtTheKill, cancellationToken);
        var (accepted, open) = (stage.Ledger.Accepted - before, stage.Logbook.Open);
        await stage.Server.KillAsync();
        narrator.Say("server", $"SIGKILL. {accepted} visits were accepted, {open} requests were open, the rest waited on disk", Tone.Bad);

        stage.Suki.Barrier.Raise();
        stage.Sully.Barrier.Raise();
        var down = stage.Clock.GetTimestamp();
        await stage.StartServerAsync(cancellationToken);
        narrator.Say("server", $"back on the same file after {stage.Clock.GetElapsedTime(down).TotalSeconds:0.0} s", Tone.Good);

        await publishing;
        narrator.Say("publisher", $"all {2 * EventsAClinic} are accepted; what the kill cut off was published once more with the same key");
        await stage.SettleAsync(stage.SullyPartner, cancellationToken);
        await stage.SettleAsync(stage.SukiPartner, cancellationToken);
        stage.Receipts.ManyAtOnce = false;
        TellCopies(stage);
    }

    private static async Task PublishAllAsync(DemoStage stage, CancellationToken cancellationToken)
    {
        var visits = Enumerable.Range(1, EventsAClinic).SelectMany(number => new[]
        {
            (Partner: stage.SukiPartner, Visit: Visits.Completed("burst", number)),
            (Partner: stage.SullyPartner, Visit: Visits.Noted("burst", number)),
        });
        var slots = new ParallelOptions { MaxDegreeOfParallelism = Workers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(visits, slots, async (one, token) => _ = await stage.PublishAsync(one.Partner, one.Visit, token));
    }

    private static void TellCopies(DemoStage stage)
    {
        var receipts = stage.Logbook.Receipts;
        var held = receipts.Where(static receipt => receipt.WasHeld).ToList();
        var again = receipts.Count(receipt => receipt.Nth > 1 && held.Any(first => first.Clinic == receipt.Clinic && first.Key == receipt.Key));
        stage.Narrator.Say(
            "clinics",
            $"{held.Count} requests were cut off by the kill; {again} of them came again, with the same bytes and new signatures",
            Tone.Waiting);
        stage.Narrator.Say(
            "server",
            "Suki's contract is one POST, so its cut-off ones were not sent again in silence: they are dead letters, outcome unknown, see 4",
            Tone.Waiting);
    }
}
