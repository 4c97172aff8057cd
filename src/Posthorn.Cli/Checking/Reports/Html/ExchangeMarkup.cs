using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>What was sent and what came back, as a table.</summary>
internal static class ExchangeMarkup
{
    private const int Shown = 3;

    /// <summary>The first ones to see, the others behind a click: ten of the same say no more than three.</summary>
    public static Markup Open(CheckResult result) => result.Exchanges.Count <= Shown + 1
        ? Table(result.Exchanges)
        : Markup.Of($"{Table([.. result.Exchanges.Take(Shown)])}{Folded($"{result.Exchanges.Count - Shown} more", [.. result.Exchanges.Skip(Shown)])}");

    public static Markup Closed(CheckResult result) => result.Exchanges.Count == 0
        ? default
        : Folded(ReportWords.Count(result.Exchanges.Count, "request", "requests"), result.Exchanges);

    private static Markup Folded(string summary, IReadOnlyList<CheckExchange> exchanges) =>
        Markup.Of($"<details><summary>{summary}</summary>{Table(exchanges)}</details>");

    private static Markup Table(IReadOnlyList<CheckExchange> exchanges) => exchanges.Count == 0
        ? default
        : Markup.Of($"""
            <table class="exchanges">
            <thead><tr><th scope="col">What was sent</th><th scope="col">What came back</th></tr></thead>
            <tbody>
            {Markup.Join(exchanges.Select(static one => Markup.Of($"<tr><td>{one.Sent}</td><td>{one.Received}</td></tr>\n")))}</tbody>
            </table>

            """);
}
