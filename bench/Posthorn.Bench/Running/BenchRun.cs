using Posthorn.Bench.Reporting;
using Posthorn.Bench.Roles;

namespace Posthorn.Bench.Running;

/// <summary>A whole run: the scenarios that were asked for, one after the other, and the report over them.</summary>
internal sealed class BenchRun(BenchOptions options, IReadOnlyList<string> self, TimeProvider clock, Progress progress)
{
    public async Task<Report> RunAsync(CancellationToken cancellationToken)
    {
        await using var bed = await Bed.MakeAsync(options, self, clock, progress, cancellationToken);
        var machine = MachineFacts.Read(options.Directory, bed.Databases.Description);
        var floor = Subject.DurableFloor(self, options.InFlight);
        var posthorn = options.Server.Count > 0 ? Subject.Server(options.Server) : null;
        var measured = posthorn ?? floor;

        var rounds = Wants(Throughput.Name)
            ? await Throughput.MeasureAsync(bed, posthorn is null ? [floor] : [floor, posthorn], cancellationToken)
            : [];
        Series[] series = [.. rounds.GroupBy(round => round.Subject).Select(group => Series.Of(group.Key, [.. group]))];
        var own = Array.Find(series, one => one.Subject == measured.Name);

        var latency = Wants(LatencyPoints.Name)
            ? await LatencyPoints.MeasureAsync(bed, measured, await MostAsync(bed, measured, own, cancellationToken), cancellationToken)
            : [];
        var hanging = Wants(Hanging.Name, posthorn) ? await Hanging.MeasureAsync(bed, measured, cancellationToken) : null;
        var backlog = Wants(Backlog.Name, posthorn) ? await Backlog.MeasureAsync(bed, measured, cancellationToken) : null;

        return Sum(machine, series, posthorn, [.. rounds, .. latency], latency, hanging, backlog, await DisturbAsync(bed, posthorn, cancellationToken));
    }

    // Asked for only where there is a database server that others may disturb.
    private async Task<IReadOnlyList<DisturbedFigures>> DisturbAsync(Bed bed, Subject? posthorn, CancellationToken cancellationToken)
    {
        var all = new List<DisturbedFigures>();
        if (posthorn is not null && bed.Databases is PostgresDatabases)
        {
            if (Wants(Disturbance.Snapshot))
            {
                all.Add(await Disturbance.SnapshotAsync(bed, posthorn, cancellationToken));
            }

            if (Wants(Disturbance.History))
            {
                all.Add(await Disturbance.HistoryAsync(bed, posthorn, cancellationToken));
            }
        }

        return all;
    }

    private Report Sum(
        MachineFacts machine,
        Series[] series,
        Subject? posthorn,
        IEnumerable<Figures> started,
        IReadOnlyList<Figures> latency,
        HangingFigures? hanging,
        BacklogFigures? backlog,
        IReadOnlyList<DisturbedFigures> disturbed)
    {
        Series? Find(string? name) => Array.Find(series, one => one.Subject == name);

        var own = Find(posthorn?.Name);
        var toBare = Find(BareFloorRole.Name) is { } bare ? own?.RatioTo(bare) : null;
        var toDurable = Find(DurableFloorRole.Name) is { } durable ? own?.RatioTo(durable) : null;
        var starts = started.Where(one => one.Subject == posthorn?.Name).Select(one => one.StartToReadyMs).Order().ToArray();
        var ready = starts.Length > 0 ? starts[starts.Length / 2] : (double?)null;
        var promised = posthorn is null ? null : latency.FirstOrDefault(point => point.TargetRate == LatencyPoints.TargetRate);
        var goals = Goals.Judge(options.Storage == RunOptions.Postgres ? Goals.WithServer : Goals.Embedded, own, toDurable, promised, hanging, backlog, disturbed, ready);
        return new(machine, series, toBare, toDurable, ready, latency, hanging, backlog, disturbed, goals);
    }

    /// <summary>What the load points are shares of: the measured most, measured once here where the throughput was not asked for.</summary>
    private static async Task<double> MostAsync(Bed bed, Subject subject, Series? series, CancellationToken cancellationToken)
        => (series?.Median ?? await Throughput.MeasureAsync(bed, subject, rate: 0, cancellationToken)).DeliveriesPerSecond;

    // Unasked, only a server is put through what a floor is not made for.
    private bool Wants(string scenario, Subject? posthorn) => options.Only.Count == 0 ? posthorn is not null : Wants(scenario);

    private bool Wants(string scenario) => options.Only.Count == 0 || options.Only.Contains(scenario, StringComparer.Ordinal);
}
