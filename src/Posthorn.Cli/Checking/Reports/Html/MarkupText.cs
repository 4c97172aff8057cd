using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>An interpolated text of HTML: what is written in the program stands as it is, and every value in it is encoded.</summary>
[InterpolatedStringHandler]
internal readonly ref struct MarkupText(int literalLength, int formattedCount)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _html = new(literalLength + 16 * formattedCount);

    public void AppendLiteral(string html) => _html.Append(html);

    // Marks that turn the direction of writing make a text read as another one, in a page too.
    public void AppendFormatted(string? text) => _html.Append(Encoder.Encode(Printable.Of(text ?? string.Empty)));

    public void AppendFormatted(Markup part) => _html.Append(part.ToString());

    public void AppendFormatted(int number) => _html.Append(number.ToString(CultureInfo.InvariantCulture));

    public void AppendFormatted(double number) => _html.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

    public string Take() => _html.ToString();
}
