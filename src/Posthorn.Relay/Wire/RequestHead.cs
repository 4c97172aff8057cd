namespace Posthorn.Relay.Wire;

/// <summary>A request without its body, as it lies in the seal.</summary>
internal sealed record RequestHead(string Method, string Path, string? Query, IReadOnlyList<HeaderLine> Headers)
{
    public override string ToString() => $"{Headers.Count} headers";
}
