using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports;

/// <summary>How many checks ended how.</summary>
internal sealed record Tally
{
    public required int Passed { get; init; }

    public required int Failed { get; init; }

    public required int FailedMust { get; init; }

    public required int FailedShould { get; init; }

    public required int FailedInfo { get; init; }

    public required int Unproven { get; init; }

    public required int Skipped { get; init; }

    /// <summary>What the contract demands and was asked for: the denominator of the headline.</summary>
    public required int AskedMust { get; init; }

    public required int AskedShould { get; init; }

    /// <summary>All but those that were not asked. What stays unproven counts: it is no pass.</summary>
    public int Asked => Passed + Failed + Unproven;

    public int All => Asked + Skipped;

    public static Tally Of(CheckReport report)
    {
        var asked = report.Results.Where(static one => one.Outcome != CheckOutcome.Skipped).ToArray();
        return new()
        {
            Passed = Count(CheckOutcome.Passed),
            Failed = Count(CheckOutcome.Failed),
            FailedMust = report.Failed.Count(static one => one.Level == CheckLevel.Must),
            FailedShould = report.Failed.Count(static one => one.Level == CheckLevel.Should),
            FailedInfo = report.Failed.Count(static one => one.Level == CheckLevel.Info),
            Unproven = Count(CheckOutcome.Unproven),
            Skipped = Count(CheckOutcome.Skipped),
            AskedMust = asked.Count(static one => one.Level == CheckLevel.Must),
            AskedShould = asked.Count(static one => one.Level == CheckLevel.Should),
        };

        int Count(CheckOutcome outcome) => report.Results.Count(one => one.Outcome == outcome);
    }
}
