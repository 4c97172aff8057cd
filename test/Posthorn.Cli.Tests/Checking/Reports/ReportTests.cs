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
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 3)]
    public void JUnit_is_red_for_exactly_what_fails_the_run(bool strict, int failures)
    {
        var suites = XDocument.Parse(System.Text.Encoding.UTF8.GetString(JUnitReport.Of(HandMade.Mixed, strict))).Root!;

        suites.Attribute("tests")!.Value.ShouldBe("8");
        suites.Descendants("failure").Count().ShouldBe(failures);
        suites.Descendants("testcase").Count().ShouldBe(8);
        suites.Descendants("skipped").Count().ShouldBe(6 - failures);
        suites.Descendants("failure").First().Attribute("type")!.Value.ShouldBe("MUST");
    }

    [Fact]
    public void Sarif_has_a_rule_for_each_check_and_a_result_for_what_did_not_pass()
    {
        using var sarif = JsonDocument.Parse(SarifReport.Of(HandMade.Mixed, strict: false, "1.2.3"));

        sarif.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
        var run = sarif.RootElement.GetProperty("runs").EnumerateArray().Single();
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(static rule => rule.GetProperty("id").GetString()).ToArray();
        rules.Length.ShouldBe(8);
        var results = run.GetProperty("results").EnumerateArray().ToArray();
        results.Select(static one => one.GetProperty("level").GetString()).ShouldBe(["error", "error", "warning", "note", "none"]);
        results.ShouldAllBe(one => rules[one.GetProperty("ruleIndex").GetInt32()] == one.GetProperty("ruleId").GetString());
    }

    [Fact]
    public void Json_holds_everything_and_how_it_is_judged()
    {
        using var json = JsonDocument.Parse(JsonReport.Of(HandMade.Mixed, strict: false));

        json.RootElement.GetProperty("passed").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("counts").GetProperty("unproven").GetInt32().ShouldBe(1);
        json.RootElement.GetProperty("failed_by_level").GetProperty("should").GetInt32().ShouldBe(1);
        var failed = json.RootElement.GetProperty("results")[1];
        failed.GetProperty("outcome").GetString().ShouldBe("failed");
        failed.GetProperty("exchanges")[0].GetProperty("received").GetString().ShouldBe("200 in 3 ms");
    }

    [Fact]
    public void The_page_is_as_it_was_approved() => HtmlReport.Of(HandMade.Mixed, strict: false, "1.2.3").ShouldBeApproved("check.html");

    [Fact]
    public void The_page_loads_nothing_and_runs_nothing()
    {
        var page = HtmlReport.Of(HandMade.Hostile, strict: false, "1.2.3");

        page.ShouldNotContain("<script", Case.Insensitive);
        page.ShouldContain("default-src 'none'");
        page.ShouldNotContain("src=");
        page.ShouldNotContain("\u0000");
        page.ShouldNotContain("href=\"javascript");
        page.ShouldNotContain("hidden@");
        page.ShouldNotContain("token=");
    }

    [Fact]
    public void Characters_that_XML_forbids_are_shown_instead_of_written()
    {
        var junit = XDocument.Parse(System.Text.Encoding.UTF8.GetString(JUnitReport.Of(HandMade.Hostile, strict: false)));
        junit.Descendants("failure").Single().Attribute("message")!.Value.ShouldContain(@"\u{0}");
        XDocument.Parse(BadgeSvg.Of(HandMade.Hostile with { Profile = "<\u0000>" }, strict: false)).Root!.Name.LocalName.ShouldBe("svg");
        using var sarif = JsonDocument.Parse(SarifReport.Of(HandMade.Hostile, strict: false, "1.2.3"));
        sarif.RootElement.GetRawText().ShouldNotContain("hidden");
    }

    [Fact]
    public void A_badge_does_not_say_that_all_passed_while_something_is_unproven()
    {
        var report = HandMade.Of(HandMade.Result("valid-accepted"), HandMade.Result("duplicate-twice", CheckOutcome.Unproven));

        Badge.Of(report, strict: false).Words.ShouldBe("1/2 passed, 1 unproven");
        Badge.Of(report, strict: false).Tone.ShouldBe(BadgeTone.Open);
        Badge.Of(HandMade.AllPassed, strict: true).ShouldBe(("suki receiver", "3/3 passed", BadgeTone.Good));
        Badge.Markdown(report, "some/where/my badge.svg").ShouldBe("![posthorn check: 1 of 2](my%20badge.svg)");
    }

    [Fact]
    public void The_last_line_says_it_all()
    {
        TerminalReport.ClosingLine(HandMade.Mixed, strict: false).ShouldBe("2 passed, 4 failed (2 MUST, 1 SHOULD, 1 INFO), 1 unproven, 1 not asked. Exit code 1.");
        TerminalReport.ExitCode(HandMade.AllPassed, strict: true).ShouldBe(ExitCodes.Done);
    }
}
