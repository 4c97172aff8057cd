using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>The contract's sentence, with a link to where it stands.</summary>
internal static class SourceMarkup
{
    public static Markup Of(CheckResult result) => Markup.Of($"<blockquote><p>{result.Contract}</p><footer>{Link(result.Source)}</footer></blockquote>\n");

    // Anything else than an address of the web could be a script.
    private static Markup Link(string source) => Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
        ? Markup.Of($"""<a href="{url!.AbsoluteUri}" rel="noopener noreferrer">{url.Host}{url.AbsolutePath}{url.Fragment}</a>""")
        : Markup.Of($"{source}");
}
