namespace Posthorn.Api.Events;

/// <summary>Publishes several events, for one partner or many, in one commit.</summary>
public sealed record PublishBatch
{
    /// <summary>Gets the events. At most 1,000.</summary>
    public required IReadOnlyList<BatchEvent> Events { get; init; }
}
