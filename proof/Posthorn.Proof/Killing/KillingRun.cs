using System.Globalization;
using System.Text.Json;
using Posthorn.Proof.Killing.Faulting;
using Posthorn.Proof.Killing.Journals;
using Posthorn.Proof.Killing.Judging;
using Posthorn.Proof.Killing.Planning;
using Posthorn.Proof.Killing.Publishing;
using Posthorn.Proof.Killing.Reporting;
using Posthorn.Proof.Killing.Roles;
using Posthorn.Proof.Killing.Starting;

namespace Posthorn.Proof.Killing;

/// <summary>The run from its first process to its verdict: publish under faults, stop the faults, drain, compare.</summary>
internal sealed class KillingRun(KillingPlan plan, Bed bed, IReadOnlyList<string> self, string version, ProgressLine progress, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDrain = TimeSpan.FromMinutes(10);

    private readonly long _start = clock.GetTimestamp();

    public async Task<KillingReport> RunAsync(CancellationToken cancellationToken)
    {
        var ground = await new GroundLaying(bed, clock).LayAsync(Ground.Plan(plan.Seed), cancellationToken);
        var facts = bed.ConnectionString is { } connection ? await PostgresFacts.ReadAsync(connection, cancellationToken) : "SQLite, one file, one node";
        var publisher = await StartPublisherAsync(ground, cancellationToken);
        progress.Say($"{plan.Command}: {bed.Nodes.Count} nodes are up.");

        using var faults = new Journal(bed.Files.Faults);
        var tally = new FaultTally(faults);
        var watch = new LoadWatch(publisher, bed.Receiver);
        var begun = clock.GetTimestamp();
        await KillUnderLoadAsync(watch, tally, begun, cancellationToken);
        var loaded = clock.GetElapsedTime(begun);

        using var nodes = new NodeClients(bed);
        var book = new ServersBook(nodes.All, ground, clock);
        await DrainAsync(watch, book, cancellationToken);
        var drained = clock.GetElapsedTime(begun) - loaded;
        progress.Say("Comparing what was acknowledged with what arrived.");
        var verdict = await new Judge(Books.Read(ground, bed.Files), book, GroundLaying.Attempts).JudgeAsync(tally.LeftDead(), cancellationToken);
        return Report(facts, tally, watch.Last, verdict, loaded, drained);
    }

    private async Task<Role> StartPublisherAsync(Ground ground, CancellationToken cancellationToken)
    {
        var publisher = bed.StartRole(self, PublisherRole.Name);
        var asked = new PublishPlan(ground, [.. bed.Nodes.Select(static node => node.Address)], bed.OperatorKey, plan.Rate, bed.Files.Published);
        _ = await publisher.AskAsync(JsonSerializer.Serialize(asked, PublishJson.Default.PublishPlan), cancellationToken);
        return publisher;
    }

    private async Task KillUnderLoadAsync(LoadWatch watch, FaultTally tally, long begun, CancellationToken cancellationToken)
    {
        await watch.TellPublisherAsync(RoleLines.Go, cancellationToken);
        bool IsEnough() => clock.GetElapsedTime(begun) >= plan.Duration && tally.Kills >= plan.Kills && watch.Last.Published.Acknowledged >= plan.Events;

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var faults = new FaultRun(plan, bed, tally, clock).RunAsync(IsEnough, over.Token);
        try
        {
            while (!faults.IsCompleted)
            {
                await Task.WhenAny(faults, Task.Delay(BetweenLooks, clock, cancellationToken));
                cancellationToken.ThrowIfCancellationRequested();
                await watch.LookAsync(cancellationToken);
                Show(watch.Last, tally, begun);
            }
        }
        finally
        {
            await over.CancelAsync();
        }

        await faults;
    }

    private async Task DrainAsync(LoadWatch watch, ServersBook book, CancellationToken cancellationToken)
    {
        progress.Say("Enough. The faults have ended; waiting until nothing is left to deliver.");
        await watch.TellPublisherAsync(RoleLines.Stop, cancellationToken);
        await watch.CalmAsync(cancellationToken);
        var start = clock.GetTimestamp();
        while (clock.GetElapsedTime(start) < LongestDrain)
        {
            await watch.LookAsync(cancellationToken);
            var now = watch.Last;
            progress.Show($"{now.Published.Acknowledged:N0} acknowledged, {now.Published.OnTheirWay:N0} not yet, {now.Backlog:N0} to arrive");
            if (now.Published.OnTheirWay == 0 && !await book.IsAnythingPendingAsync(cancellationToken))
            {
                return;
            }

            await Task.Delay(BetweenLooks, clock, cancellationToken);
        }
    }

    private void Show(LoadState now, FaultTally tally, long begun)
    {
        var left = plan.Duration - clock.GetElapsedTime(begun);
        var goal = left > TimeSpan.Zero ? $"{left:mm\\:ss} left, " : "";
        var kinds = string.Join(' ', tally.ByKind.Select(static pair => $"{pair.Key}:{pair.Value}"));
        progress.Show($"{goal}{now.Published.Acknowledged:N0}{Of(plan.Events)} acknowledged, {now.Backlog:N0} to arrive, {tally.Kills:N0}{Of(plan.Kills)} kills ({kinds})");
    }

    private static string Of(int goal) => goal > 0 ? string.Create(CultureInfo.InvariantCulture, $" of {goal:N0}") : "";

    private KillingReport Report(string facts, FaultTally tally, LoadState last, Verdict verdict, TimeSpan loaded, TimeSpan drained) => new()
    {
        Version = version,
        Command = plan.Command,
        Seed = plan.Seed,
        Store = facts,
        Nodes = bed.Nodes.Count,
        Machine = MachineFacts.Read(bed.Folder),
        Seconds = Math.Round(loaded.TotalSeconds, 1),
        DrainSeconds = Math.Round(drained.TotalSeconds, 1),
        Kills = tally.Kills,
        Faults = tally.ByKind,
        EndedByThemselves = bed.Nodes.Sum(static node => node.EndedByItself),
        UnsurePublishes = last.Published.Unsure,
        RefusedPublishes = last.Published.Refused,
        WrongAnswer = last.Published.Problem,
        Requests = last.Requests,
        Verdict = verdict,
    };
}
