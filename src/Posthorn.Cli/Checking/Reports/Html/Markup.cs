namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>HTML that may stand in a page as it is. The only way to make some is a text whose values are encoded.</summary>
internal readonly struct Markup
{
    private readonly string? _html;

    private Markup(string html) => _html = html;

    public static Markup Of(MarkupText text) => new(text.Take());

    public static Markup Join(IEnumerable<Markup> parts) => new(string.Concat(parts));

    public override string ToString() => _html ?? string.Empty;
}
