using Posthorn.Api.Json;

namespace Posthorn.Api.Events;

/// <summary>Publishes an event: the fact that something ended.</summary>
public sealed record PublishEvent
{
    /// <summary>Gets what happened, such as <c>session.completed</c>. 1 to 128 of <c>a–z A–Z 0–9 . _</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Gets what it happened to: the id of a session, a note, a job.</summary>
    /// <value>The default is null.</value>
    public string? Subject { get; init; }

    /// <summary>Gets the facts: a JSON object, at most as large as the server's payload limit (1 MiB unless set otherwise). Kept byte for byte.</summary>
    public required RawJson Data { get; init; }

    /// <summary>Gets when it happened.</summary>
    /// <value>The default is null: the moment of its acceptance.</value>
    public DateTimeOffset? OccurredAt { get; init; }
}
