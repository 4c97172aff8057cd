using System.Globalization;

namespace Posthorn.Bench.Reporting;

/// <summary>The limits that Posthorn is held to, each judged only where it was measured.</summary>
internal static class Goals
{
    /// <summary>What is wanted of the embedded store, and of PostgreSQL with its server on the same machine.</summary>
    public static readonly (double Least, double Stretch) Embedded = (10_000, 15_000);
    public static readonly (double Least, double Stretch) WithServer = (6_000, 9_000);

    public const double ShareOfDurableFloor = 0.65;
    public const double StretchShareOfDurableFloor = 0.85;
    public const double ArrivalP99Ms = 50;
    public const long BacklogMemoryBytes = 300_000_000;
    public const double BacklogClaimRatio = 2;
    public const double HangingRiseShare = 0.10;
    public const double HangingRiseMs = 50;
    public const double StartToReadyMs = 1000;

    public static IReadOnlyList<Goal> Judge(
        (double Least, double Stretch) wanted,
        Series? posthorn,
        double? ratio,
        Figures? latency,
        HangingFigures? hanging,
        BacklogFigures? backlog,
        IEnumerable<DisturbedFigures> disturbed,
        double? startToReadyMs)
    {
        var targets = new List<Goal>();
        if (posthorn is not null)
        {
            var most = posthorn.Median.DeliveriesPerSecond;
            targets.Add(new("deliveries a second", Text($"≥ {wanted.Least:N0}"), Text($"{most:N0}"), most >= wanted.Least));
            targets.Add(new(
                "… stretch", Text($"≥ {wanted.Stretch:N0}"), Text($"{most:N0}"), most >= wanted.Stretch));
        }

        if (ratio is { } share)
        {
            targets.Add(new(
                "share of the durable floor", Text($"≥ {ShareOfDurableFloor:F2}"), Text($"{share:F2}"), share >= ShareOfDurableFloor));
            targets.Add(new(
                "… stretch", Text($"≥ {StretchShareOfDurableFloor:F2}"), Text($"{share:F2}"), share >= StretchShareOfDurableFloor));
        }

        if (latency is not null)
        {
            var p99 = latency.AcceptToArrival.P99Ms;
            targets.Add(new(
                Text($"accept→arrival p99 at {latency.TargetRate:N0}/s"),
                Text($"< {ArrivalP99Ms} ms"),
                Text($"{p99:F1} ms"),
                p99 < ArrivalP99Ms && latency.IsHeld));
        }

        if (hanging is not null)
        {
            targets.Add(new(
                "others' p99 beside a hanging endpoint",
                Text($"≤ +{HangingRiseShare:P0} or +{HangingRiseMs} ms"),
                Text($"{hanging.P99RiseMs:+0.0;-0.0} ms ({hanging.P99RiseShare:+0 %;-0 %})"),
                hanging.IsSound && (hanging.P99RiseMs <= HangingRiseMs || hanging.P99RiseShare <= HangingRiseShare)));
        }

        if (backlog is not null)
        {
            targets.Add(new(
                Text($"memory with {backlog.Pending:N0} pending"),
                Text($"< {BacklogMemoryBytes / 1e6:N0} MB"),
                Text($"{backlog.PeakMemoryBytes / 1e6:N0} MB"),
                backlog.PeakMemoryBytes < BacklogMemoryBytes));
            targets.Add(new(
                "picking due work, against 1,000 pending",
                Text($"≤ {BacklogClaimRatio}×"),
                backlog.ClaimRatio is { } times ? Text($"{times:F2}×") : "not in /metrics",
                backlog.ClaimRatio <= BacklogClaimRatio));
        }

        targets.AddRange(disturbed.Select(static one => new Goal(
            Text($"lost with {one.Name}"), Text($"≤ {one.Most:P0}"), Text($"{one.LossShare:P1}"), one.LossShare <= one.Most)));

        if (startToReadyMs is { } ready)
        {
            targets.Add(new("start to ready", Text($"< {StartToReadyMs:N0} ms"), Text($"{ready:N0} ms"), ready < StartToReadyMs));
        }

        return targets;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
