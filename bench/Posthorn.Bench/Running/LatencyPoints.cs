using Posthorn.Bench.Reporting;

namespace Posthorn.Bench.Running;

/// <summary>Latency at rates that no slow answer lowers: 1,000/s, and a fifth and four fifths of the most the server delivers.</summary>
internal static class LatencyPoints
{
    public const string Name = "latency";

    /// <summary>The rate that a target speaks of, in events a second.</summary>
    public const int TargetRate = 1000;

    private static readonly double[] Shares = [0.2, 0.8];

    /// <param name="bed">What the run shares.</param>
    /// <param name="subject">The server.</param>
    /// <param name="most">Deliveries a second that it was measured to reach.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public static async Task<IReadOnlyList<Figures>> MeasureAsync(
        Bed bed, Subject subject, double most, CancellationToken cancellationToken)
    {
        var all = new List<Figures>();
        foreach (var rate in Shares.Select(share => Math.Max(1, (int)(share * most))).Prepend(TargetRate))
        {
            bed.Progress.Say($"{Name}: {subject.Name} at {rate}/s");
            all.Add(await Throughput.MeasureAsync(bed, subject, rate, cancellationToken));
        }

        return all;
    }
}
