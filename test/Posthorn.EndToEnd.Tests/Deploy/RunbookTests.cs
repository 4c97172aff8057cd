using System.Globalization;
using System.Text.RegularExpressions;
using Posthorn.EndToEnd.Tests.HouseRules;
using Posthorn.EndToEnd.Tests.HouseRules.Documents;

namespace Posthorn.EndToEnd.Tests.Deploy;

/// <summary>Whoever is woken finds what the alarm means, and what to look for is what the program writes.</summary>
public sealed partial class RunbookTests
{
    private static SourceFile Operations => Repository.File("docs/operations.md");

    [Fact]
    public void Every_alert_leads_to_a_heading_of_its_own_name()
    {
        var alerts = DeployFiles.Mappings(Repository.File(DeployFiles.Alerts)).Where(rule => rule.Find("alert") is not null).ToArray();
        var headings = MarkdownText.Anchors(Operations);

        alerts.Length.ShouldBeGreaterThan(10);
        foreach (var alert in alerts)
        {
            var anchor = alert.At("alert").Text().ToLowerInvariant();
            alert.At("annotations", "runbook").Text().ShouldBe($"docs/operations.md#{anchor}");
            headings.ShouldContain(anchor);
        }
    }

    [Fact]
    public void Every_log_event_that_the_document_names_is_one()
    {
        var written = Repository.Product.Where(file => file.Path.EndsWith("/EventIds.cs", StringComparison.Ordinal))
            .SelectMany(file => Constant().Matches(file.Text))
            .Select(match => match.Groups["number"].Value)
            .ToHashSet(StringComparer.Ordinal);
        var named = Row().Matches(Operations.Text).Select(match => match.Groups["number"].Value).ToArray();

        named.Length.ShouldBeGreaterThan(5);
        named.Except(written, StringComparer.Ordinal).ShouldBeEmpty();
        named.Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ShouldBeInOrder();
    }

    [GeneratedRegex(@"const int \w+ = (?<number>[0-9]{4});", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Constant();

    [GeneratedRegex(@"^\| (?<number>[0-9]{4}) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Row();
}
