using System.Buffers;
using System.Collections.Frozen;

namespace Posthorn.Delivery.Sending;

/// <summary>What may stand in a header. The platform's own fast way of adding headers checks nothing, not even line ends.</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> Token =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> Visible = SearchValues.Create(['\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c)]);

    private static readonly FrozenSet<string> OursAlone = FrozenSet.ToFrozenSet(
        [
            "Host", "Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Connection", "Keep-Alive", "TE", "Trailer",
            "Upgrade", "HTTP2-Settings", "Expect", "Cookie", "User-Agent", "Accept-Encoding",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static bool IsName(ReadOnlySpan<char> name) => name.Length > 0 && !name.ContainsAnyExcept(Token);

    /// <summary>Visible ASCII, space and tab.</summary>
    public static bool IsValue(ReadOnlySpan<char> value) => !value.ContainsAnyExcept(Visible);

    /// <summary>Whether the header is part of how a request is framed, routed or identified, which is for the client to write.</summary>
    public static bool IsOursAlone(string name) => OursAlone.Contains(name) || name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase);
}
