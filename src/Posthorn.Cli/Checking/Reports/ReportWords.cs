using System.Globalization;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports;

/// <summary>The words that every report uses for the same thing.</summary>
internal static class ReportWords
{
    public static string Of(CheckLevel level) => level.ToString().ToUpperInvariant();

    public static string Of(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Passed => "passed",
        CheckOutcome.Failed => "failed",
        CheckOutcome.Unproven => "unproven",
        _ => "not asked",
    };

    public static string Of(TimeSpan took) => took switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)took.TotalMinutes} min {took.Seconds} s"),
    };

    /// <summary>How it is known what the notifications did.</summary>
    public static string Evidence(CheckReport report) => IsByAnswersAlone(report)
        ? "by the answers alone: what the receiver did with a notification cannot be seen from outside"
        : $"by the answers and a counter of effects ({report.Evidence})";

    public static bool IsByAnswersAlone(CheckReport report) => report.Evidence == "status only";

    public static string Count(int count, string one, string many) => $"{count.ToString(CultureInfo.InvariantCulture)} {(count == 1 ? one : many)}";
}
