using Posthorn.Api.Json;

namespace Posthorn.Api.Events;

/// <summary>One event of a batch.</summary>
public sealed record BatchEvent
{
    /// <summary>Gets whom it concerns.</summary>
    public required string PartnerId { get; init; }

    /// <inheritdoc cref="PublishEvent.Type"/>
    public required string Type { get; init; }

    /// <inheritdoc cref="PublishEvent.Subject"/>
    public string? Subject { get; init; }

    /// <inheritdoc cref="PublishEvent.Data"/>
    public required RawJson Data { get; init; }

    /// <inheritdoc cref="PublishEvent.OccurredAt"/>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Gets what the header <c>Idempotency-Key</c> is for a single event: 1 to 255 visible ASCII characters.</summary>
    /// <value>The default is null: sent twice, it is two events.</value>
    public string? IdempotencyKey { get; init; }
}
