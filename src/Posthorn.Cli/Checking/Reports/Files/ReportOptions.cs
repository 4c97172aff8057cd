using System.CommandLine;

namespace Posthorn.Cli.Checking.Reports.Files;

/// <summary>The options that say where reports go.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string?> _html = Option("--html", "Writes the report as one page that can be forwarded: it loads nothing and runs nothing.");
    private readonly Option<string?> _junit = Option("--junit", "Writes the XML that CI systems show as tests: red exactly when the exit code is 1.");
    private readonly Option<string?> _sarif = Option("--sarif", "Writes SARIF 2.1.0 for code scanning.");
    private readonly Option<string?> _badge = Option("--badge", "Writes a badge as an SVG file, and says the line of Markdown that shows it.");
    private readonly Option<bool> _json = new("--json") { Description = "Prints the whole report as JSON." };

    public Symbol[] Symbols => [_html, _junit, _sarif, _badge, _json];

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public ReportPaths Read(ParseResult parsed) => new()
    {
        Html = parsed.GetValue(_html),
        JUnit = parsed.GetValue(_junit),
        Sarif = parsed.GetValue(_sarif),
        Badge = parsed.GetValue(_badge),
    };

    private static Option<string?> Option(string name, string description) => new(name) { Description = description, HelpName = "file" };
}
