namespace Posthorn.Delivery.Sessions;

/// <summary>A session as it is stored. Its id is its partner's, unique among all of that partner's kinds.</summary>
internal sealed record Session
{
    public required long PartnerKey { get; init; }

    public required string Id { get; init; }

    public required SessionKind Kind { get; init; }

    /// <summary>The visit that it belongs to; its own id where nobody named one.</summary>
    public required string EncounterId { get; init; }

    public required SessionState State { get; init; }

    /// <summary>Counts the writes, from 1: who writes says which one it has read.</summary>
    public required long Version { get; init; }

    public SessionClient Client { get; init; }

    /// <summary>A JSON object of the vendor's, passed on as it is.</summary>
    public ReadOnlyMemory<byte>? AdditionalInfo { get; init; }

    public string? ErrorCode { get; init; }

    public string? ErrorDetail { get; init; }

    /// <summary>The event that told of its end; null while it is open, and for ends that no vendor tells of.</summary>
    public EventId? EventId { get; init; }

    /// <summary>A hash of what ended it: the same end again is no other one.</summary>
    public ReadOnlyMemory<byte> Fingerprint { get; init; }

    /// <summary>How long it may be silent; null for as long as it likes.</summary>
    public TimeSpan? TimeLimit { get; init; }

    /// <summary>When it times out by itself; null when it is over, or has no limit.</summary>
    public DateTimeOffset? DeadlineAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public bool IsOver => State >= SessionState.Completed;
}
