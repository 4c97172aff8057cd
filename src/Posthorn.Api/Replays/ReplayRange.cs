namespace Posthorn.Api.Replays;

/// <summary>Asks for a range of an endpoint's events to be sent again.</summary>
public sealed record ReplayRange
{
    /// <summary>Gets the beginning: events accepted at or after this moment.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Gets the end: events accepted before this moment.</summary>
    /// <value>The default is null: now.</value>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Gets which deliveries to take. At least one.</summary>
    public required IReadOnlyList<ReplayState> States { get; init; }
}
