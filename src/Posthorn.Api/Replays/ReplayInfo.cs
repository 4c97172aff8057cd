namespace Posthorn.Api.Replays;

/// <summary>A replay job and how far it is.</summary>
public sealed record ReplayInfo
{
    /// <summary>Gets its id, <c>rpl_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>Gets the beginning of the range.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Gets the end of the range.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Gets which deliveries it takes.</summary>
    public required IReadOnlyList<ReplayState> States { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required ReplayJobStatus State { get; init; }

    /// <summary>Gets how much of the range it has looked at, from 0 to 1.</summary>
    public required double Progress { get; init; }

    /// <summary>Gets how many events it has looked at.</summary>
    public required long Scanned { get; init; }

    /// <summary>Gets how many deliveries it has made due.</summary>
    public required long Replayed { get; init; }

    /// <summary>Gets when it was asked for.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it ended.</summary>
    /// <value>Null while it runs.</value>
    public DateTimeOffset? FinishedAt { get; init; }
}
