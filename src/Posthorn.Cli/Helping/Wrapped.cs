using System.Text;

namespace Posthorn.Cli.Helping;

/// <summary>Text broken into lines between words.</summary>
internal static class Wrapped
{
    /// <param name="text">The text.</param>
    /// <param name="width">The most characters in a line.</param>
    /// <param name="indent">Spaces before each line but the first.</param>
    public static string Text(string text, int width, int indent)
    {
        var lines = new StringBuilder();
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > width)
            {
                lines.Append('\n').Append(' ', indent);
                column = 0;
            }

            if (column > 0)
            {
                lines.Append(' ');
                column++;
            }

            lines.Append(word);
            column += word.Length;
        }

        return lines.ToString();
    }
}
