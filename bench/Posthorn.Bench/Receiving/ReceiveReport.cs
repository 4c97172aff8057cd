using System.Globalization;
using Posthorn.Bench.Reporting;

namespace Posthorn.Bench.Receiving;

/// <summary>What receiving was measured to cost.</summary>
/// <param name="Machine">Where.</param>
/// <param name="Throughput">Each receiver as fast as it goes.</param>
/// <param name="RatioToEmpty">Posthorn's requests a second as a share of the empty application's: the median of the rounds' own ratios.</param>
/// <param name="RatioToEmptyWithHandler">The same, with a handler called for each.</param>
/// <param name="RatioToExpress">Posthorn's as a multiple of the handler in Express; none where that was not measured.</param>
/// <param name="Half">Posthorn at half of its most.</param>
/// <param name="Targets">What was promised and what came of it.</param>
internal sealed record ReceiveReport(
    MachineFacts Machine,
    IReadOnlyList<Series> Throughput,
    double RatioToEmpty,
    double RatioToEmptyWithHandler,
    double? RatioToExpress,
    Figures Half,
    IReadOnlyList<Goal> Targets)
{
    private const double LeastOnSqlite = 0.35;
    private const double LeastOnPostgres = 0.20;
    private const double LeastToExpress = 1.5;
    private const double LongestP99Ms = 20;

    public bool IsSound => Throughput.All(static series => series.Median.IsSound) && Half.IsSound;

    public static ReceiveReport Of(MachineFacts machine, IReadOnlyList<Series> series, Figures half, bool postgres)
    {
        Series Find(string name) => series.Single(one => one.Subject == name);

        var empty = Find(Receivers.Empty);
        var ratio = Find(Receivers.Posthorn).RatioTo(empty);
        var express = series.FirstOrDefault(static one => one.Subject == Receivers.Express) is { } usual ? Find(Receivers.Posthorn).RatioTo(usual) : (double?)null;
        var least = postgres ? LeastOnPostgres : LeastOnSqlite;
        List<Goal> goals = [new("share of the empty application", Text($"≥ {least:F2}"), Text($"{ratio:F2}"), ratio >= least)];
        if (!postgres)
        {
            var isHeld = half.IsHeld && half.Accept.P99Ms < LongestP99Ms;
            goals.Add(new(Text($"p99 at {half.TargetRate:N0}/s"), Text($"< {LongestP99Ms} ms"), Text($"{half.Accept.P99Ms:F1} ms"), isHeld));
        }

        if (express is { } times)
        {
            goals.Add(new("times the handler in Express", Text($"≥ {LeastToExpress:F1}"), Text($"{times:F2}"), times >= LeastToExpress));
        }

        return new(machine, series, ratio, Find(Receivers.WithHandler).RatioTo(empty), express, half, goals);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
