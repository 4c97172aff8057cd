using System.Globalization;
using Posthorn.Bench.Loading;
using Posthorn.Bench.Measuring;
using Posthorn.Bench.Reporting;

namespace Posthorn.Bench.Running;

/// <summary>Puts one load on one subject and measures: warm-up, window, drain, figures.</summary>
internal sealed class Load(Bed bed, LoadSpec spec)
{
    // More than any of the subjects reaches on a small machine; the ledger's pages cost nothing until they are written.
    private const int MostEventsPerSecond = 150_000;

    // Fewer leave the runtime with code that it has not yet compiled for the last time; but a slow subject is not warmed for ever.
    private const int WarmEvents = 50_000;
    private const int LongestWarmUp = 4;

    private static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DrainStep = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan DrainGivesUpAfter = TimeSpan.FromSeconds(6);

    private TimeSpan Window => spec.Window ?? bed.Options.Window;

    // warm-up -> lead-in -> window -> drain -> figures
    public async Task<Figures> MeasureAsync(CancellationToken cancellationToken)
    {
        string[] command = [.. bed.Self, spec.Role];
        await using var process = new LoadProcess(spec.Measured is null ? ChildProcess.Role(command) : ChildProcess.HarnessRole(command));
        if (spec.IsFresh)
        {
            await WarmUpAsync(process, cancellationToken);
        }

        await (spec.AfterWarmUp?.Invoke(cancellationToken) ?? Task.CompletedTask);
        var (ledger, path) = await bed.NewLedgerAsync(Capacity(LeadIn + Window, spec.Rate), cancellationToken);
        await process.GoAsync(Plan(path, spec.Rate), cancellationToken);
        await Task.Delay(LeadIn, bed.Clock, cancellationToken);
        var first = Read(ledger, process);
        await WaitAsync(ledger, "measuring", Window, cancellationToken);
        var last = Read(ledger, process);
        var peak = spec.Measured?.Process.PeakMemoryBytes ?? process.PeakMemoryBytes;

        var counts = await process.StopAsync(cancellationToken);
        var join = await DrainAsync(ledger, first.At, last.At, cancellationToken);
        var figures = Sum(ledger, join, first, last, counts, peak);
        Say($"{figures.DeliveriesPerSecond:N0} deliveries/s, {figures.CpuMicroseconds:F1} µs each, others {figures.ForeignCpuShare:P0}");
        return figures;
    }

    /// <summary>Drives the subject as fast as it goes, whatever the rate of the measurement, and waits until all has arrived.</summary>
    private async Task WarmUpAsync(LoadProcess process, CancellationToken cancellationToken)
    {
        var time = bed.Options.WarmUp;
        var (ledger, path) = await bed.NewLedgerAsync(Capacity(LongestWarmUp * time, rate: 0), cancellationToken);
        await process.GoAsync(Plan(path, rate: 0), cancellationToken);
        await WaitAsync(ledger, "warming up", time, cancellationToken);
        for (var more = 1; more < LongestWarmUp && Volatile.Read(ref ledger.Sum.Arrived) < WarmEvents; more++)
        {
            await WaitAsync(ledger, "warming up", time, cancellationToken);
        }

        _ = await process.StopAsync(cancellationToken);
        _ = await DrainAsync(ledger, from: 0, to: 0, cancellationToken);
    }

    private PublishPlan Plan(string ledger, int rate)
    {
        var options = bed.Options;
        var connections = spec.Measured is null ? options.InFlight : options.Connections;
        return new(ledger, spec.Server, spec.Targets, spec.Order, connections, rate, options.OnTheirWay, options.PayloadBytes);
    }

    private static int Capacity(TimeSpan time, int rate)
        => (int)Math.Min(int.MaxValue, (time.TotalSeconds + 2) * (rate > 0 ? rate * 1.1 : MostEventsPerSecond));

    private async Task WaitAsync(Ledger ledger, string what, TimeSpan time, CancellationToken cancellationToken)
    {
        for (var left = time; left > TimeSpan.Zero; left -= ProgressEvery)
        {
            Say($"{what}, {left.TotalSeconds:0} s to go, {Volatile.Read(ref ledger.Sum.Arrived):N0} arrived");
            await Task.Delay(left < ProgressEvery ? left : ProgressEvery, bed.Clock, cancellationToken);
        }
    }

    private Reading Read(Ledger ledger, LoadProcess process)
    {
        var (busy, stolen) = ProcText.Machine(File.ReadAllText("/proc/stat"));
        var subject = spec.Measured?.Process.Use ?? process.Use;
        var database = spec.Measured?.Database.Use() ?? default;
        var load = spec.Measured is null ? default : process.Use;
        return new(bed.Clock.GetTimestamp(), Volatile.Read(ref ledger.Sum.Arrived), subject, database, load, bed.Sink.Use, busy, stolen);
    }

    /// <summary>Waits until everything that was accepted has arrived, or until nothing more comes.</summary>
    private async Task<Join> DrainAsync(Ledger ledger, long from, long to, CancellationToken cancellationToken)
    {
        var lastArrived = -1L;
        var lastChange = bed.Clock.GetTimestamp();
        while (true)
        {
            var arrived = Volatile.Read(ref ledger.Sum.Arrived);
            if (arrived != lastArrived)
            {
                (lastArrived, lastChange) = (arrived, bed.Clock.GetTimestamp());
            }

            var join = Join.Of(ledger, spec, from, to, bed.Clock);
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
        var database = last.Database - first.Database;
        var (load, sink) = (last.Load - first.Load, last.Sink - first.Sink);
        var machine = seconds * 1e6 * Environment.ProcessorCount;
        var foreign = last.MachineBusy - first.MachineBusy - subject.CpuMicroseconds - database.CpuMicroseconds - load.CpuMicroseconds - sink.CpuMicroseconds;
        return new(
            spec.Name,
            spec.Rate,
            DeliveriesPerSecond: arrived / seconds,
            AcceptedPerSecond: join.Accepted / seconds,
            CpuMicroseconds: subject.CpuMicroseconds / arrived,
            DatabaseCpuMicroseconds: database.CpuMicroseconds / arrived,
            LoadCpuMicroseconds: load.CpuMicroseconds / arrived,
            SinkCpuMicroseconds: sink.CpuMicroseconds / arrived,
            DiskBytes: (subject.WrittenBytes + database.WrittenBytes) / arrived,
            ForeignCpuShare: Math.Max(0, foreign) / machine,
            StolenCpuShare: (last.MachineStolen - first.MachineStolen) / machine,
            PeakMemoryBytes: peak,
            DatabaseBytes: spec.Measured?.Database.Bytes() ?? 0,
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

    private void Say(FormattableString text) => bed.Progress.Say($"{spec.Name}: {text.ToString(CultureInfo.InvariantCulture)}");
}
