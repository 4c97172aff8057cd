using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>The parts of the page below its head, in the order in which somebody acts on them. A part without checks is left out.</summary>
internal static class PartMarkup
{
    public static Markup Failed(CheckReport report, CheckLevel level)
    {
        var (id, heading, lead) = level switch
        {
            CheckLevel.Must => ("part-first", "What to mend first", "The contract demands these, or notifications are lost, forged or applied twice without them."),
            CheckLevel.Should => ("part-advised", "What to mend next", "The vendor advises these, or says nothing and experience does."),
            _ => ("part-known", "Good to know", "These fail no run."),
        };
        return Part(id, heading, lead, [.. report.Failed.Where(one => one.Level == level).Select(FindingMarkup.Failed)]);
    }

    public static Markup Unproven(CheckReport report) => Part(
        "part-unproven",
        "What stays unproven",
        ReportWords.IsByAnswersAlone(report)
            ? "The receiver answered as it should; what it did then cannot be seen from outside. Let it count its effects and name the counter with --effects-url, "
                + "or check it in process with Posthorn.Testing in its own test run."
            : "The receiver answered as it should, but what its counter told does not prove what it did.",
        [.. Of(report, CheckOutcome.Unproven).Select(FindingMarkup.Unproven)]);

    public static Markup Passed(CheckReport report)
    {
        var passed = Of(report, CheckOutcome.Passed).ToArray();
        return passed.Length == 0 ? default : Markup.Of($"""
            <section aria-labelledby="part-passed">
            <h2 id="part-passed">What passed <span class="count">{passed.Length}</span></h2>
            <div class="wide"><table class="checks">
            <thead><tr><th scope="col">Check</th><th scope="col">Level</th><th scope="col">Evidence</th></tr></thead>
            <tbody>
            {Markup.Join(passed.Select(PassedRow))}</tbody>
            </table></div>
            </section>

            """);
    }

    public static Markup NotAsked(CheckReport report)
    {
        var skipped = Of(report, CheckOutcome.Skipped).ToArray();
        return skipped.Length == 0 ? default : Markup.Of($"""
            <section aria-labelledby="part-not-asked">
            <h2 id="part-not-asked">What was not asked <span class="count">{skipped.Length}</span></h2>
            <div class="wide"><table class="checks">
            <thead><tr><th scope="col">Check</th><th scope="col">Level</th><th scope="col">Why not</th></tr></thead>
            <tbody>
            {Markup.Join(skipped.Select(static one => Markup.Of($"<tr>{Name(one)}<td>{FindingMarkup.Level(one.Level)}</td><td>{one.Finding}</td></tr>\n")))}</tbody>
            </table></div>
            </section>

            """);
    }

    private static Markup Part(string id, string heading, string lead, IReadOnlyList<Markup> articles) => articles.Count == 0 ? default : Markup.Of($"""
        <section aria-labelledby="{id}">
        <h2 id="{id}">{heading} <span class="count">{articles.Count}</span></h2>
        <p class="lead">{lead}</p>
        {Markup.Join(articles)}</section>

        """);

    private static Markup PassedRow(CheckResult result) => Markup.Of(
        $"<tr>{Name(result)}<td>{FindingMarkup.Level(result.Level)}</td><td>{result.Finding}{ExchangeMarkup.Closed(result)}</td></tr>\n");

    private static Markup Name(CheckResult result) => Markup.Of($"""<th scope="row" id="{result.Id}">{result.Title}<br><code>{result.Id}</code></th>""");

    private static IEnumerable<CheckResult> Of(CheckReport report, CheckOutcome outcome) => report.Results.Where(one => one.Outcome == outcome);
}
