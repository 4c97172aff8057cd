namespace Posthorn.Testing.Checking.Asking;

/// <summary>A request to put to a receiver. The headers go out as they stand: names as spelled, and one that is there twice, twice.</summary>
internal sealed record Probe(string Words, IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    public string Method { get; init; } = "POST";

    public string ContentType { get; init; } = "application/json";

    /// <summary>Whether the body goes out in chunks, without a length.</summary>
    public bool IsChunked { get; init; }

    /// <summary>Whether it must be HTTP/2.</summary>
    public bool IsHttp2 { get; init; }

    /// <summary>Whether a header stands there more than once.</summary>
    public bool HasTwins => Headers.DistinctBy(static header => header.Key, StringComparer.OrdinalIgnoreCase).Count() < Headers.Count;
}
