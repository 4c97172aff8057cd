using System.Globalization;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Reporting;
using Posthorn.Bench.Sinking;

namespace Posthorn.Bench.Running;

/// <summary>Deliveries pile up for an endpoint that refuses them: memory, and the time to pick due work, with few and with many.</summary>
internal static class Backlog
{
    public const string Name = "backlog";

    private const int Few = 1000;
    private const int BatchSize = 1000;
    private const int RefusingEndpoint = 0;
    private const int TrickleRate = 200;
    private const string ClaimMetric = "posthorn_claim_seconds";

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(2);

    public static async Task<BacklogFigures> MeasureAsync(Bed bed, Subject subject, CancellationToken cancellationToken)
    {
        await using var server = await RunningServer.StartAsync(bed, subject, cancellationToken);
        var targets = await Setup.MakeAsync(bed, server, cancellationToken);
        await bed.SetModeAsync(RefusingEndpoint, EndpointMode.Refuse, cancellationToken);
        var refused = targets[RefusingEndpoint];
        var batch = new BatchBody(refused.Partner, refused.EventType, BatchSize, bed.Options.PayloadBytes);

        await FillAsync(bed, server, batch, 0, Few, cancellationToken);
        var few = await ClaimsUnderTrickleAsync(bed, subject, server, targets, isFresh: true, cancellationToken);

        var start = bed.Clock.GetTimestamp();
        await FillAsync(bed, server, batch, Few, bed.Options.Backlog, cancellationToken);
        var fill = bed.Clock.GetElapsedTime(start);
        var many = await ClaimsUnderTrickleAsync(bed, subject, server, targets, isFresh: false, cancellationToken);
        await bed.SetModeAsync(RefusingEndpoint, EndpointMode.Answer, cancellationToken);

        return new(
            bed.Options.Backlog,
            (bed.Options.Backlog - Few) / fill.TotalSeconds,
            server.Process.MemoryBytes,
            server.Process.PeakMemoryBytes,
            server.Database.Bytes(),
            few.MeanMicroseconds,
            many.MeanMicroseconds,
            few.Figures,
            many.Figures);
    }

    private static async Task FillAsync(
        Bed bed, RunningServer server, BatchBody batch, int from, int to, CancellationToken cancellationToken)
    {
        var said = bed.Clock.GetTimestamp();
        for (var first = from; first < to; first += batch.Count)
        {
            batch.Number(run: 0, first);
            await server.Api.PublishAsync(batch, cancellationToken);
            if (bed.Clock.GetElapsedTime(said) >= ProgressEvery)
            {
                said = bed.Clock.GetTimestamp();
                bed.Progress.Say(string.Create(CultureInfo.InvariantCulture, $"{Name}: {first + batch.Count:N0} of {to:N0} pending"));
            }
        }
    }

    /// <summary>Lets a little traffic pass by the backlog and reads in the metrics what picking due work took meanwhile.</summary>
    private static async Task<(double? MeanMicroseconds, Figures Figures)> ClaimsUnderTrickleAsync(
        Bed bed, Subject subject, RunningServer server, IReadOnlyList<Target> targets, bool isFresh, CancellationToken cancellationToken)
    {
        var before = MetricsText.Histogram(await server.Api.MetricsAsync(cancellationToken), ClaimMetric);
        var spec = Setup.Even(subject, server, targets, TrickleRate) with
        {
            Order = [.. Enumerable.Range(1, targets.Count - 1)],
            IsFresh = isFresh,
        };
        var figures = await new Load(bed, spec).MeasureAsync(cancellationToken);
        var after = MetricsText.Histogram(await server.Api.MetricsAsync(cancellationToken), ClaimMetric);
        return (after.Count > before.Count ? (after.Sum - before.Sum) / (after.Count - before.Count) * 1e6 : null, figures);
    }
}
