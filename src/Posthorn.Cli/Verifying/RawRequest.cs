using System.Text;

namespace Posthorn.Cli.Verifying;

/// <summary>A request as it goes over the wire, in HTTP/1.1: perhaps a request line, headers, an empty line, and the bytes of the body.</summary>
internal static class RawRequest
{
    private const int MostHeaderBytes = 256 * 1024;

    public static Capture Read(byte[] bytes)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var rest = bytes.AsSpan();
        for (var line = 1; ; line++)
        {
            var end = rest.IndexOf((byte)'\n');
            if (bytes.Length - rest.Length > MostHeaderBytes)
            {
                return Capture.Unreadable("there is no empty line between headers and body.");
            }

            var text = Encoding.Latin1.GetString((end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r'));
            rest = end < 0 ? [] : rest[(end + 1)..];
            if (text.Length == 0)
            {
                return Capture.Of(new(headers, rest.ToArray()));
            }

            if (!TryTake(text, line, headers))
            {
                // The line itself is not shown: it may hold a secret, or be the body.
                return Capture.Unreadable($"line {line} is no header: 'Name: value' is expected, and an empty line before the body.");
            }

            if (end < 0)
            {
                return Capture.Of(new(headers, [], At: null, "There is no empty line after the headers: the body is taken as empty."));
            }
        }
    }

    /// <summary>Headers alone, one a line.</summary>
    public static Capture ReadHeaders(byte[] bytes, byte[] body) =>
        Read(bytes) is { IsThere: true } read ? Capture.Of(read.Request with { Body = body, Notes = [] }) : Read(bytes);

    private static bool TryTake(string text, int line, List<KeyValuePair<string, string>> headers)
    {
        if (text[0] is ' ' or '\t')
        {
            if (headers is not [.., var last])
            {
                return false;
            }

            // A folded header is kept as it is: that may be what is wrong with it.
            headers[^1] = KeyValuePair.Create(last.Key, $"{last.Value}\r\n{text}");
            return true;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (line == 1 && IsRequestLine(text))
        {
            return true;
        }

        if (colon <= 0 || text.AsSpan(0, colon).ContainsAny(" \t\"{"))
        {
            return false;
        }

        headers.Add(new(text[..colon], text[(colon + 1)..].Trim(' ', '\t')));
        return true;
    }

    private static bool IsRequestLine(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words is [var method, _, ..] && method.All(char.IsAsciiLetterUpper) && (words.Length == 2 || words[2].StartsWith("HTTP/", StringComparison.Ordinal));
    }
}
