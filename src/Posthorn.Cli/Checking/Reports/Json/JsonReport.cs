using System.Text.Json;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Json;

/// <summary>Report → JSON for machines: everything that the report holds, and how it is judged.</summary>
internal static class JsonReport
{
    public static byte[] Of(CheckReport report, bool strict) =>
        JsonSerializer.SerializeToUtf8Bytes(DocumentOf(report, strict), ReportJson.Default.JsonDocumentOfReport);

    private static JsonDocumentOfReport DocumentOf(CheckReport report, bool strict)
    {
        var tally = Tally.Of(report);
        return new()
        {
            Target = ShownTarget.Of(report.Target),
            Profile = report.Profile,
            StartedAt = report.StartedAt.ToUniversalTime(),
            TookMs = Milliseconds(report.Took),
            Evidence = report.Evidence,
            Passed = report.IsPassed(strict),
            Strict = strict,
            Headline = Headline.Of(report, strict),
            Counts = new(tally.Passed, tally.Failed, tally.Unproven, tally.Skipped),
            FailedByLevel = new(tally.FailedMust, tally.FailedShould, tally.FailedInfo),
            Results = [.. report.Results.Select(ResultOf)],
        };
    }

    private static JsonResult ResultOf(CheckResult result) => new()
    {
        Id = result.Id,
        Level = result.Level,
        Outcome = result.Outcome,
        Title = result.Title,
        Finding = result.Finding,
        Why = result.Why,
        Fix = result.Fix,
        Contract = result.Contract,
        Source = result.Source,
        TookMs = Milliseconds(result.Took),
        Exchanges = result.Exchanges,
    };

    private static double Milliseconds(TimeSpan took) => Math.Round(took.TotalMilliseconds, 3);
}
