using Posthorn.Bench.Loading;
using Posthorn.Bench.Reporting;
using Posthorn.Bench.Roles;
using Posthorn.Bench.Running;

namespace Posthorn.Bench.Receiving;

/// <summary>A whole run: all receivers in turns as fast as they go, then Posthorn at half of that.</summary>
internal sealed class ReceiveRun(BenchOptions options, IReadOnlyList<string> self, string? express, TimeProvider clock, Progress progress)
{
    private const double Half = 0.5;

    public async Task<ReceiveReport> RunAsync(CancellationToken cancellationToken)
    {
        await using var bed = await Bed.MakeAsync(options, self, clock, progress, cancellationToken);
        var machine = MachineFacts.Read(options.Directory, bed.Databases.Description);
        var receivers = Receivers.All(self, express);
        var rounds = new List<Figures>();
        for (var round = 1; round <= options.Rounds; round++)
        {
            progress.Say($"round {round} of {options.Rounds}");
            foreach (var receiver in receivers)
            {
                rounds.Add(await MeasureAsync(bed, receiver, rate: 0, cancellationToken));
            }
        }

        Series[] series = [.. rounds.GroupBy(static one => one.Subject).Select(static group => Series.Of(group.Key, [.. group]))];
        var most = series.Single(static one => one.Subject == Receivers.Posthorn).Median.DeliveriesPerSecond;
        progress.Say("at half of the load");
        var half = await MeasureAsync(bed, receivers.Single(static one => one.Name == Receivers.Posthorn), (int)(Half * most), cancellationToken);
        return ReceiveReport.Of(machine, series, half, options.Storage == RunOptions.Postgres);
    }

    private static async Task<Figures> MeasureAsync(Bed bed, Subject receiver, int rate, CancellationToken cancellationToken)
    {
        await using var server = await RunningServer.StartAsync(bed, receiver, cancellationToken);
        Target[] targets = [.. SullyTypes.All.Select(type => new Target(ReceiverAddress.Path, Partner: "", Key: null, type) { Secret = receiver.OperatorKey })];
        var keeps = receiver.Name is Receivers.Posthorn or Receivers.WithHandler;
        var before = 0L;
        var load = Setup.Even(receiver, server, targets, rate) with
        {
            AfterWarmUp = _ =>
            {
                before = keeps ? server.Database.Events() : 0;
                return Task.CompletedTask;
            },
        };
        var figures = await new Load(bed, load).MeasureAsync(cancellationToken);
        return keeps && server.Database.Events() - before is var stored && stored != figures.Accepted
            ? throw new BenchException($"{receiver.Name} acknowledged {figures.Accepted} notifications and has {stored} of them.")
            : figures;
    }
}
