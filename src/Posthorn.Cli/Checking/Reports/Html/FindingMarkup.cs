using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>A check that did not pass, with all that somebody needs who mends it.</summary>
internal static class FindingMarkup
{
    public static Markup Failed(CheckResult result) => Markup.Of($"""
        <article class="finding {ClassOf(result.Level)}" id="{result.Id}">
        <h3>{result.Title}</h3>
        <p class="tags">{Level(result.Level)} <code>{result.Id}</code></p>
        <p class="seen">{result.Finding}</p>
        {ExchangeMarkup.Open(result)}<dl>
        <dt>Why it matters</dt><dd>{result.Why}</dd>
        <dt>How to mend it</dt><dd>{result.Fix}</dd>
        <dt>The contract</dt><dd>{SourceMarkup.Of(result)}</dd>
        </dl>
        </article>

        """);

    public static Markup Unproven(CheckResult result) => Markup.Of($"""
        <article class="finding open" id="{result.Id}">
        <h3>{result.Title}</h3>
        <p class="tags">{Level(result.Level)} <code>{result.Id}</code></p>
        <p>{result.Finding}</p>
        <details><summary>Why it matters, and what was sent</summary>
        <p>{result.Why}</p>
        {SourceMarkup.Of(result)}{ExchangeMarkup.Open(result)}</details>
        </article>

        """);

    public static Markup Level(CheckLevel level) => Markup.Of($"""<span class="level {ClassOf(level)}">{ReportWords.Of(level)}</span>""");

    private static string ClassOf(CheckLevel level) => level.ToString().ToLowerInvariant();
}
