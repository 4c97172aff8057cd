using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>The headers of a request as they came, repeated ones included.</summary>
internal sealed class CapturedHeaders(IReadOnlyList<KeyValuePair<string, string>> pairs)
{
    private static readonly string[] OfInterest =
    [
        .. SigningScheme.All.SelectMany(static scheme => scheme.HeaderNames), "Content-Length", "Content-Encoding", "Content-Type", "Transfer-Encoding",
    ];

    public IReadOnlyList<KeyValuePair<string, string>> Pairs => pairs;

    /// <summary>Takes what can be taken: all pairs, or the headers that schemes know.</summary>
    public static CapturedHeaders Of(IHeaderLookup headers) => headers is HeaderPairs known
        ? new([.. known.All])
        : new([.. from name in OfInterest.Distinct(StringComparer.OrdinalIgnoreCase)
                  let value = headers.Find(name).Text
                  where value is not null
                  select KeyValuePair.Create(name, value)]);

    public IReadOnlyList<string> All(string? name) =>
        [.. pairs.Where(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)).Select(static pair => pair.Value)];

    public string? One(string name) => All(name) is [var value] ? value : null;
}
