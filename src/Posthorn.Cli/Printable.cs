using System.Globalization;
using System.Text;

namespace Posthorn.Cli;

/// <summary>Text that others wrote, made safe for a terminal: a control character could move the cursor, or say things in our name.</summary>
internal static class Printable
{
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~') || !text.Any(Moves))
        {
            return text;
        }

        var safe = new StringBuilder(text.Length + 16);
        foreach (var character in text)
        {
            _ = Moves(character) ? safe.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)character:x}}}") : safe.Append(character);
        }

        return safe.ToString();
    }

    // Format characters turn the direction of writing, so that a text reads as another one.
    private static bool Moves(char character) =>
        char.IsControl(character)
        || char.GetUnicodeCategory(character)
            is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
