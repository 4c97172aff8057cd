using System.Globalization;
using System.Text;

namespace Posthorn.Postgres.Hints;

/// <summary>Hints as they are sent: the term of the node that sends them, a colon, and the keys of endpoints.</summary>
internal static class HintText
{
    // The server takes less than 8,000 bytes.
    private const int Most = 7_900;
    private const int LongestKey = 21;

    /// <summary>As few texts as hold all of the keys.</summary>
    public static IEnumerable<string> Write(long term, IEnumerable<long> endpointKeys)
    {
        var text = Begin(term);
        foreach (var key in endpointKeys)
        {
            if (text.Length > Most - LongestKey)
            {
                yield return text.ToString();
                text = Begin(term);
            }

            _ = text.Append(text[^1] == ':' ? "" : ",").Append(CultureInfo.InvariantCulture, $"{key}");
        }

        yield return text.ToString();
    }

    /// <returns>False for what no node of ours has sent.</returns>
    public static bool TryRead(string text, out long term, out IReadOnlyList<long> endpointKeys)
    {
        endpointKeys = [];
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (!long.TryParse(text.AsSpan(0, Math.Max(colon, 0)), NumberStyles.None, CultureInfo.InvariantCulture, out term))
        {
            return false;
        }

        var keys = new List<long>();
        foreach (var range in text.AsSpan(colon + 1).Split(','))
        {
            if (long.TryParse(text.AsSpan(colon + 1)[range], NumberStyles.None, CultureInfo.InvariantCulture, out var key))
            {
                keys.Add(key);
            }
        }

        endpointKeys = keys;
        return true;
    }

    private static StringBuilder Begin(long term) => new StringBuilder().Append(CultureInfo.InvariantCulture, $"{term}:");
}
