namespace Posthorn.Relay.Wire;

/// <summary>An arrival without its body, as it goes over the stream; with <see cref="BodyBase64"/> as it is read one by one.</summary>
internal sealed record ArrivalHead
{
    public required string Id { get; init; }

    public required long Sequence { get; init; }

    public required string Source { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    public string? Query { get; init; }

    public required IReadOnlyList<HeaderLine> Headers { get; init; }

    public string? BodyBase64 { get; init; }

    /// <summary>Lower-case hex.</summary>
    public required string BodySha256 { get; init; }

    public override string ToString() => $"{Id} at {Sequence}";

    public static ArrivalHead Of(Arrival arrival) => new()
    {
        Id = arrival.Id.ToString(),
        Sequence = arrival.Sequence,
        Source = arrival.Source,
        ReceivedAt = arrival.ReceivedAt,
        Method = arrival.Request.Method,
        Path = arrival.Request.Path,
        Query = arrival.Request.Query,
        Headers = arrival.Request.Headers,
        BodySha256 = Convert.ToHexStringLower(arrival.BodySha256.Span),
    };
}
