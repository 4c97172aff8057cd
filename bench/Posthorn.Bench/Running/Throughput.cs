using Posthorn.Bench.Reporting;

namespace Posthorn.Bench.Running;

/// <summary>Deliveries a second of both floors and of Posthorn, in turns, so that a machine that drifts drifts under all of them.</summary>
internal static class Throughput
{
    public const string Name = "throughput";

    public static async Task<IReadOnlyList<Figures>> MeasureAsync(
        Bed bed, IReadOnlyList<Subject> subjects, CancellationToken cancellationToken)
    {
        var all = new List<Figures>();
        for (var round = 1; round <= bed.Options.Rounds; round++)
        {
            bed.Progress.Say($"{Name}: round {round} of {bed.Options.Rounds}");
            all.Add(await new Load(bed, await Setup.BareAsync(bed, cancellationToken)).MeasureAsync(cancellationToken));
            foreach (var subject in subjects)
            {
                all.Add(await MeasureAsync(bed, subject, rate: 0, cancellationToken));
            }
        }

        return all;
    }

    /// <summary>One measurement of one server, started anew on an empty database.</summary>
    public static async Task<Figures> MeasureAsync(Bed bed, Subject subject, int rate, CancellationToken cancellationToken)
    {
        await using var server = await RunningServer.StartAsync(bed, subject, cancellationToken);
        var targets = await Setup.MakeAsync(bed, server, cancellationToken);
        return await new Load(bed, Setup.Even(subject, server, targets, rate)).MeasureAsync(cancellationToken);
    }
}
