namespace Posthorn.Relay.Wire;

/// <summary>A request as it came in: nothing of it is interpreted.</summary>
/// <param name="Path">As it was written, escapes and all.</param>
/// <param name="Query">What stands behind the question mark; null where there is none.</param>
internal sealed record CapturedRequest(string Method, string Path, string? Query, IReadOnlyList<HeaderLine> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => $"{Headers.Count} headers, {Body.Length} bytes";
}
