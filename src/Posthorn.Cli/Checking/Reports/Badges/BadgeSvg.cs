using System.Globalization;
using System.Security;
using Posthorn.Cli.Checking.Reports.JUnit;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Badges;

/// <summary>The badge as a picture: two fields, words in both, so that colour is not all that tells.</summary>
internal static class BadgeSvg
{
    private const double Letter = 6.6;
    private const int Margin = 8;

    public static string Of(CheckReport report, bool strict)
    {
        var (subject, words, tone) = Badge.Of(report, strict);
        var (left, right) = (WidthOf(subject), WidthOf(words));
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{Text(subject)}: {Text(words)}">
              <title>{Text(subject)}: {Text(words)}</title>
              <clipPath id="round"><rect width="{left + right}" height="20" rx="4"/></clipPath>
              <g clip-path="url(#round)">
                <rect width="{left}" height="20" fill="#3d4450"/>
                <rect x="{left}" width="{right}" height="20" fill="{ColourOf(tone)}"/>
              </g>
              <g fill="#ffffff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11" text-anchor="middle">
                <text x="{left / 2.0}" y="14" textLength="{left - 2 * Margin}">{Text(subject)}</text>
                <text x="{left + right / 2.0}" y="14" textLength="{right - 2 * Margin}">{Text(words)}</text>
              </g>
            </svg>

            """).ReplaceLineEndings("\n");
    }

    // Fonts differ from machine to machine; the picture says how long its texts are, and the font gives way.
    private static int WidthOf(string text) => (int)Math.Ceiling(text.Length * Letter) + 2 * Margin;

    // Each has a contrast of at least 4.5 to the white of the letters.
    private static string ColourOf(BadgeTone tone) => tone switch
    {
        BadgeTone.Good => "#1a7f37",
        BadgeTone.Open => "#9a6700",
        _ => "#c5221f",
    };

    private static string Text(string text) => SecurityElement.Escape(XmlText.Of(text));
}
