using System.Globalization;
using System.Text;

namespace Posthorn.Server.Deliveries;

/// <summary>Shows the beginning of an endpoint's answer to people: somebody else's bytes, so nothing in them may steer a terminal or a page.</summary>
internal static class AnswerText
{
    private const int MostBytes = 1024;

    /// <returns>Null when there is nothing to show.</returns>
    public static string? Show(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
        {
            return null;
        }

        var text = new StringBuilder();
        for (var rest = head[..Math.Min(head.Length, MostBytes)]; !rest.IsEmpty;)
        {
            _ = Rune.DecodeFromUtf8(rest, out var rune, out var length);
            rest = rest[length..];
            if (Steers(rune))
            {
                _ = text.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                _ = text.Append(rune);
            }
        }

        return text.ToString();
    }

    // Control characters, and those of format, among which are the ones that turn the direction of writing around.
    private static bool Steers(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
