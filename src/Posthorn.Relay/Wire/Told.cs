namespace Posthorn.Relay.Wire;

/// <summary>An answer in one word: what was received, how the relay is, or what is wrong.</summary>
internal sealed record Told
{
    public bool? Received { get; init; }

    public string? Status { get; init; }

    public string? Error { get; init; }
}
