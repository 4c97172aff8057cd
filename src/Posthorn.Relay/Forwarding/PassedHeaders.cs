using System.Collections.Frozen;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Forwarding;

/// <summary>Which headers go on: all but those that speak of one connection, and those that the new one says itself.</summary>
internal static class PassedHeaders
{
    private static readonly FrozenSet<string> OfOneConnection = FrozenSet.ToFrozenSet(
        [
            "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
            "Host", "Content-Length", "Expect",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<HeaderLine> Of(IReadOnlyList<HeaderLine> headers)
    {
        var named = headers
            .Where(static header => header.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            .SelectMany(static header => header.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);
        return headers.Where(header => !OfOneConnection.Contains(header.Name) && !named.Contains(header.Name));
    }
}
