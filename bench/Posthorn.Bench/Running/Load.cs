using System.Globalization;
using System.Text.Json;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Measuring;
using Posthorn.Bench.Reporting;
using Posthorn.Bench.Roles;

namespace Posthorn.Bench.Running;

/// <summary>Puts one load on one subject and measures: warm-up, window, drain, figures.</summary>
internal sealed class Load(Bed bed, LoadSpec spec)
{
    // More than any of the subjects reaches on a small machine; the ledger's pages cost nothing until they are written.
    private const int MostEventsPerSecond = 150_000;

    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrainStep = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DrainGivesUpAfter = TimeSpan.FromSeconds(6);

    private TimeSpan Window => spec.Window ?? bed.Options.Window;

    public async Task<Figures> MeasureAsync(CancellationToken cancellationToken)
    {
        var (ledger, path) = await bed.NewLedgerAsync(Capacity(), cancellationToken);
        string[] command = [.. bed.Self, spec.Role];
        await using var role = spec.Measured is null ? ChildProcess.Role(command) : ChildProcess.HarnessRole(command);
        var options = bed.Options;
        var inFlight = spec.Measured is null ? options.InFlight : options.Connections;
        var plan = new PublishPlan(
            path, spec.Server, spec.Targets, spec.Order, inFlight, spec.Rate, options.OnTheirWay, options.PayloadBytes);
        if (await role.AskAsync(JsonSerializer.Serialize(plan, BenchJson.Default.PublishPlan), cancellationToken) != LoadRole.Ready)
        {
            throw new BenchException("The load did not become ready.");
        }

        await role.TellAsync(LoadRole.Go, cancellationToken);
        await WaitAsync(ledger, "warming up", options.WarmUp, cancellationToken);
        var first = Read(ledger, role);
        await WaitAsync(ledger, "measuring", Window, cancellationToken);
        var last = Read(ledger, role);
        var peak = spec.Measured?.Process.PeakMemoryBytes ?? role.PeakMemoryBytes;

        await role.TellAsync(LoadRole.Stop, cancellationToken);
        var counts = JsonSerializer.Deserialize(await role.HearAsync(cancellationToken), BenchJson.Default.PublishCounts)!;
        var join = await DrainAsync(ledger, first, last, cancellationToken);
        var figures = Sum(ledger, join, first, last, counts, peak);
        bed.Progress.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{spec.Name}: {figures.DeliveriesPerSecond:N0} deliveries/s, {figures.CpuMicroseconds:F1} µs each, others on the machine {figures.ForeignCpuShare:P0}"));
        return figures;
    }

    private int Capacity()
    {
        var seconds = (bed.Options.WarmUp + Window).TotalSeconds + 2;
        return (int)Math.Min(int.MaxValue, seconds * (spec.Rate > 0 ? spec.Rate * 1.1 : MostEventsPerSecond));
    }

    private async Task WaitAsync(Ledger ledger, string what, TimeSpan time, CancellationToken cancellationToken)
    {
        for (var left = time; left > TimeSpan.Zero; left -= ProgressEvery)
        {
            bed.Progress.Say(string.Create(
                CultureInfo.InvariantCulture, $"{spec.Name}: {what}, {left.TotalSeconds:0} s to go, {ledger.Sum.Arrived:N0} arrived"));
            await Task.Delay(left < ProgressEvery ? left : ProgressEvery, bed.Clock, cancellationToken);
        }
    }

    private Reading Read(Ledger ledger, ChildProcess role)
    {
        var (busy, stolen) = ProcText.Machine(File.ReadAllText("/proc/stat"));
        var subject = spec.Measured?.Process.Use ?? role.Use;
        return new(
            bed.Clock.GetTimestamp(), Volatile.Read(ref ledger.Sum.Arrived), subject, spec.Measured is null ? default : role.Use,
            bed.Sink.Use, busy, stolen);
    }

    /// <summary>Waits until everything that was accepted has arrived, or until nothing more comes.</summary>
    private async Task<Join> DrainAsync(Ledger ledger, Reading first, Reading last, CancellationToken cancellationToken)
    {
        var lastArrived = -1L;
        var lastChange = bed.Clock.GetTimestamp();
        while (true)
        {
            var join = Join.Of(ledger, spec, first.At, last.At, bed.Clock);
            var arrived = Volatile.Read(ref ledger.Sum.Arrived);
            if (arrived != lastArrived)
            {
                (lastArrived, lastChange) = (arrived, bed.Clock.GetTimestamp());
            }

            if (join.Lost == 0 || bed.Clock.GetElapsedTime(lastChange) > DrainGivesUpAfter)
            {
                return join;
            }

            await Task.Delay(DrainStep, bed.Clock, cancellationToken);
        }
    }

    private Figures Sum(Ledger ledger, Join join, Reading first, Reading last, PublishCounts counts, long peak)
    {
        var seconds = bed.Clock.Seconds(first.At, last.At);
        double arrived = Math.Max(1, last.Arrived - first.Arrived);
        var subject = last.Subject - first.Subject;
        var (load, sink) = (last.Load - first.Load, last.Sink - first.Sink);
        var machine = seconds * 1e6 * Environment.ProcessorCount;
        var foreign = last.MachineBusy - first.MachineBusy - subject.CpuMicroseconds - load.CpuMicroseconds - sink.CpuMicroseconds;
        return new(
            spec.Name,
            spec.Rate,
            DeliveriesPerSecond: arrived / seconds,
            AcceptedPerSecond: join.Accepted / seconds,
            CpuMicroseconds: subject.CpuMicroseconds / arrived,
            LoadCpuMicroseconds: load.CpuMicroseconds / arrived,
            SinkCpuMicroseconds: sink.CpuMicroseconds / arrived,
            DiskBytes: subject.WrittenBytes / arrived,
            ForeignCpuShare: Math.Max(0, foreign) / machine,
            StolenCpuShare: (last.MachineStolen - first.MachineStolen) / machine,
            PeakMemoryBytes: peak,
            DatabaseBytes: spec.Measured?.DatabaseBytes ?? 0,
            StartToReadyMs: spec.Measured?.StartToReady.TotalMilliseconds ?? 0,
            Latency.Of(join.Accept),
            Latency.Of(join.AcceptToArrival),
            Latency.Of(join.PublishToArrival),
            counts.Accepted,
            counts.Refused,
            counts.Failed,
            join.Lost,
            ledger.Sum.Duplicates,
            ledger.Sum.Strangers,
            ledger.Sum.SignaturesRight + ledger.Sum.SignaturesWrong,
            ledger.Sum.SignaturesWrong);
    }
}
