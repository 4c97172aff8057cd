namespace Posthorn.Relay.Wire;

/// <summary>What is known of an arrival without opening its seal.</summary>
internal sealed record ArrivalSummary
{
    public required string Id { get; init; }

    public required long Sequence { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required long BodyBytes { get; init; }

    public required string BodySha256 { get; init; }
}
