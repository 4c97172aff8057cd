using Posthorn.Delivery.Sending;

namespace Posthorn.Delivery.Endpoints;

/// <summary>The partner's own headers of an endpoint. Their values are secrets: none is ever quoted or printed.</summary>
internal sealed class EndpointHeaders
{
    public const int MaxCount = 20;
    public const int MaxValueLength = 4096;
    public const int MaxNameLength = 128;

    public static readonly EndpointHeaders None = new([]);

    private EndpointHeaders(IReadOnlyList<KeyValuePair<string, string>> values) => Values = values;

    public IReadOnlyList<KeyValuePair<string, string>> Values { get; }

    /// <summary>The headers, or null with every problem added.</summary>
    /// <param name="headers">As the caller wrote them.</param>
    /// <param name="reserved">Names that the endpoint's profile writes itself; one that ends in <c>*</c> stands for all that begin so.</param>
    /// <param name="pointer">Where the headers stood.</param>
    /// <param name="problems">Receives what is wrong, all of it.</param>
    public static EndpointHeaders? Read(
        IEnumerable<KeyValuePair<string, string>> headers, IReadOnlyList<string> reserved, string pointer, ICollection<InputProblem> problems)
    {
        var before = problems.Count;
        var all = headers.ToArray();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (all.Length > MaxCount)
        {
            problems.Add(new(pointer, "header_count", $"Give at most {MaxCount} headers."));
        }

        foreach (var (name, value) in all)
        {
            if (name.Length > MaxNameLength || !HeaderText.IsName(name))
            {
                problems.Add(new(pointer, "header_invalid", $"Name headers with letters, digits and hyphens, at most {MaxNameLength} of them. One name has another character, or none."));
                continue;
            }

            var at = $"{pointer}/{name.Replace("~", "~0", StringComparison.Ordinal)}";
            if (value is null || value.Length > MaxValueLength || !HeaderText.IsValue(value))
            {
                problems.Add(new(at, "header_invalid", $"Give the value as visible ASCII characters, spaces and tabs, at most {MaxValueLength} of them."));
            }

            if (HeaderText.IsOursAlone(name) || reserved.Any(pattern => Matches(pattern, name)))
            {
                problems.Add(new(at, "header_reserved", "Leave this header out: it is written for each request when it is sent."));
            }

            if (!seen.Add(name))
            {
                problems.Add(new(at, "header_duplicate", "Give each header once. Upper and lower case make no difference."));
            }
        }

        return problems.Count > before ? null : new EndpointHeaders(all);
    }

    /// <summary>The names alone.</summary>
    public override string ToString() => string.Join(", ", Values.Select(header => $"{header.Key}: ***"));

    private static bool Matches(string pattern, string name)
        => pattern.EndsWith('*')
            ? name.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.OrdinalIgnoreCase)
            : name.Equals(pattern, StringComparison.OrdinalIgnoreCase);
}
