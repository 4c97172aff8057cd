namespace Posthorn.Protocol.Signing;

/// <summary>
/// Headers as pairs of name and value: a dictionary, a list, what a file held. Names that differ in case are the same name.
/// </summary>
/// <param name="pairs">The pairs. A header that came twice stands there twice.</param>
public readonly struct HeaderPairs(IEnumerable<KeyValuePair<string, string>> pairs) : IHeaderLookup
{
    private readonly IEnumerable<KeyValuePair<string, string>>? _pairs = pairs;

    internal IEnumerable<KeyValuePair<string, string>> All => _pairs ?? [];

    /// <inheritdoc />
    public HeaderValue Find(string name)
    {
        var found = HeaderValue.Missing;
        foreach (var (key, value) in _pairs ?? [])
        {
            if (!string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (found.Count > 0)
            {
                return HeaderValue.Several;
            }

            found = new(value);
        }

        return found;
    }
}
