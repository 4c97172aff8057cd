namespace Posthorn.Bench.Reporting;

/// <summary>The rounds of one subject.</summary>
/// <param name="Subject">Which server or floor.</param>
/// <param name="Median">The round with the middle figure of deliveries a second, whole, so that its figures belong together.</param>
/// <param name="DeliveriesPerSecond">All rounds, in their order.</param>
internal sealed record Series(string Subject, Figures Median, IReadOnlyList<double> DeliveriesPerSecond)
{
    public static Series Of(string subject, IReadOnlyList<Figures> rounds) => new(
        subject,
        rounds.OrderBy(round => round.DeliveriesPerSecond).ElementAt((rounds.Count - 1) / 2),
        [.. rounds.Select(round => round.DeliveriesPerSecond)]);

    /// <summary>The median of the ratios of rounds that ran side by side: what moved the machine moved both.</summary>
    public double RatioTo(Series floor)
    {
        var ratios = DeliveriesPerSecond.Zip(floor.DeliveriesPerSecond, (own, other) => own / other).Order().ToArray();
        return (ratios[(ratios.Length - 1) / 2] + ratios[ratios.Length / 2]) / 2;
    }
}
