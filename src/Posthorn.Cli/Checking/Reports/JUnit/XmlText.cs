using System.Globalization;
using System.Text;
using System.Xml;

namespace Posthorn.Cli.Checking.Reports.JUnit;

/// <summary>Text that XML 1.0 can hold. It has no way to write most control characters at all, not even escaped.</summary>
internal static class XmlText
{
    public static string Of(string text)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                _ = safe.Append(text, i++, 2);
            }
            else
            {
                _ = XmlConvert.IsXmlChar(text[i]) ? safe.Append(text[i]) : safe.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)text[i]:x}}}");
            }
        }

        return safe.ToString();
    }
}
