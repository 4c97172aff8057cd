using System.Text.Json;
using System.Xml.Linq;
using Posthorn.Cli.Checking.Reports;
using Posthorn.Cli.Checking.Reports.Badges;
using Posthorn.Cli.Checking.Reports.Html;
using Posthorn.Cli.Checking.Reports.Json;
using Posthorn.Cli.Checking.Reports.JUnit;
using Posthorn.Cli.Checking.Reports.Sarif;
using Posthorn.Cli.Tests.Running;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Tests.Checking.Reports;

/// <summary>The same findings in every form, and nothing in any of them that a reader's program would carry out.</summary>
public sealed class ReportTests
{
    private const string Hostile = "<script>alert(1)</script>\u0001 & \"quoted\"";

    private static CheckReport Mixed => HandMade.Of(
        HandMade.Result("valid-accepted"),
        HandMade.Result("wrong-secret", CheckOutcome.Failed),
        HandMade.Result("time-expired", CheckOutcome.Failed, CheckLevel.Should),
        HandMade.Result("bytes-mark", CheckOutcome.Failed, CheckLevel.Info),
        HandMade.Result("duplicate-twice", CheckOutcome.Unproven),
        HandMade.Result("https", CheckOutcome.Skipped));

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public void JUnit_is_red_for_exactly_what_fails_the_run(bool strict, int failures)
    {
        var suites = XDocument.Parse(System.Text.Encoding.UTF8.GetString(JUnitReport.Of(Mixed, strict))).Root!;

        suites.Attribute("tests")!.Value.ShouldBe("6");
        suites.Descendants("failure").Count().ShouldBe(failures);
        suites.Descendants("testcase").Count().ShouldBe(6);
        suites.Descendants("skipped").Count().ShouldBe(5 - failures);
        suites.Descendants("failure").First().Attribute("type")!.Value.ShouldBe("MUST");
    }

    [Fact]
    public void Sarif_has_a_rule_for_each_check_and_a_result_for_what_did_not_pass()
    {
        using var sarif = JsonDocument.Parse(SarifReport.Of(Mixed, strict: false, "1.2.3"));

        sarif.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        var run = sarif.RootElement.GetProperty("runs").EnumerateArray().Single();
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(static rule => rule.GetProperty("id").GetString()).ToArray();
        rules.Length.ShouldBe(6);
        var results = run.GetProperty("results").EnumerateArray().ToArray();
        results.Select(static one => one.GetProperty("level").GetString()).ShouldBe(["error", "warning", "note", "none"]);
        results.ShouldAllBe(one => rules[one.GetProperty("ruleIndex").GetInt32()] == one.GetProperty("ruleId").GetString());
    }

    [Fact]
    public void Json_holds_everything_and_how_it_is_judged()
    {
        using var json = JsonDocument.Parse(JsonReport.Of(Mixed, strict: false));

        json.RootElement.GetProperty("passed").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("counts").GetProperty("unproven").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("failed_by_level").GetProperty("should").GetInt32().ShouldBe(1);
        var failed = json.RootElement.GetProperty("results")[1];
        failed.GetProperty("outcome").GetString().ShouldBe("failed");
        failed.GetProperty("exchanges")[0].GetProperty("received").GetString().ShouldBe("200 in 4 ms");
    }

    [Fact]
    public void The_page_is_as_it_was_approved() => HtmlReport.Of(Mixed, strict: false, "1.2.3").ShouldBeApproved("check.html");

    [Fact]
    public void The_page_loads_nothing_and_runs_nothing()
    {
        var page = HtmlReport.Of(HandMade.Of(HandMade.Result("wrong-secret", CheckOutcome.Failed) with { Finding = Hostile, Fix = Hostile, Exchanges = [new(Hostile, Hostile)] }) with { Evidence = Hostile, Profile = Hostile }, strict: false, "1.2.3");

        page.ShouldNotContain("<script", Case.Insensitive);
        page.ShouldContain("default-src &#x27;none&#x27;");
        page.ShouldNotContain("src=");
        page.ShouldNotContain("\u0001");
    }

    [Fact]
    public void Characters_that_XML_forbids_are_shown_instead_of_written()
    {
        var report = HandMade.Of(HandMade.Result("wrong-secret", CheckOutcome.Failed) with { Finding = Hostile });

        XDocument.Parse(System.Text.Encoding.UTF8.GetString(JUnitReport.Of(report, strict: false))).Descendants("failure").Single().Attribute("message")!.Value.ShouldContain(@"\u{1}");
        XDocument.Parse(BadgeSvg.Of(report with { Profile = Hostile }, strict: false)).Root!.Name.LocalName.ShouldBe("svg");
    }

    [Fact]
    public void A_badge_does_not_say_that_all_passed_while_something_is_unproven()
    {
        var report = HandMade.Of(HandMade.Result("valid-accepted"), HandMade.Result("duplicate-twice", CheckOutcome.Unproven));

        Badge.Of(report, strict: false).Words.ShouldBe("1/2 passed, 1 unproven");
        Badge.Of(report, strict: false).Tone.ShouldBe(BadgeTone.Open);
        Badge.Markdown(report, "some/where/my badge.svg").ShouldBe("![posthorn check: 1 of 2](my%20badge.svg)");
    }

    [Theory]
    [InlineData(false, 1, "1 passed, 3 failed (1 MUST, 1 SHOULD, 1 INFO), 1 unproven, 1 not asked. Exit code 1.")]
    public void The_last_line_says_it_all(bool strict, int exitCode, string line)
    {
        TerminalReport.ClosingLine(Mixed, strict).ShouldBe(line);
        TerminalReport.ExitCode(Mixed, strict).ShouldBe(exitCode);
    }
}
