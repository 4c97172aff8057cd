namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>A ring of how many checks ended how, with a legend in words: colour alone tells nothing to many.</summary>
internal static class PictureMarkup
{
    private const double Whole = 100;

    // Between two parts, so that they are told apart in black and white.
    private const double Gap = 1.2;

    public static Markup Of(Tally tally)
    {
        (string Kind, string Sign, int Count, string Words)[] parts =
        [
            ("passed", "✓", tally.Passed, "passed"),
            ("failed", "✗", tally.Failed, "failed"),
            ("unproven", "?", tally.Unproven, "unproven"),
            ("skipped", "–", tally.Skipped, "not asked"),
        ];
        var label = string.Join(", ", parts.Select(static part => $"{part.Count} {part.Words}"));
        return Markup.Of($"""
            <div class="picture">
            <svg viewBox="0 0 42 42" width="132" height="132" role="img" aria-label="{label}">
            <circle class="ring" cx="21" cy="21" r="15.915"/>
            {Ring([.. parts.Select(static part => (part.Kind, part.Count))])}<text x="21" y="20.6">{tally.Passed}</text>
            <text class="of" x="21" y="26.4">of {tally.Asked} passed</text>
            </svg>
            <ul class="legend">
            {Markup.Join(parts.Select(static part =>
                Markup.Of($"""<li class="{part.Kind}"><span class="sign" aria-hidden="true">{part.Sign}</span><b>{part.Count}</b> {part.Words}</li>""")))}</ul>
            </div>

            """);
    }

    private static Markup Ring((string Kind, int Count)[] parts)
    {
        var (all, before, drawn) = (parts.Sum(static part => part.Count), 0.0, new List<Markup>());
        var gap = parts.Count(static part => part.Count > 0) > 1 ? Gap : 0;
        foreach (var (kind, count) in parts.Where(static part => part.Count > 0))
        {
            var length = Whole * count / all;
            var seen = Math.Max(length - gap, 0.4);

            // The circle begins at three o'clock; a quarter back is the top.
            var offset = (Whole + 25 - before) % Whole;
            drawn.Add(Markup.Of($"""<circle class="part {kind}" cx="21" cy="21" r="15.915" stroke-dasharray="{seen} {Whole - seen}" stroke-dashoffset="{offset}"/>"""));
            before += length;
        }

        return Markup.Join(drawn);
    }
}
