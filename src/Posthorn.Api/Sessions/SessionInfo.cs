using Posthorn.Api.Json;

namespace Posthorn.Api.Sessions;

/// <summary>A session as it is now.</summary>
public sealed record SessionInfo
{
    /// <summary>Gets its id.</summary>
    public required string Id { get; init; }

    /// <summary>Gets its partner's id.</summary>
    public required string PartnerId { get; init; }

    /// <summary>Gets what is worked on.</summary>
    public required SessionKind Kind { get; init; }

    /// <summary>Gets how far it is.</summary>
    public required SessionState State { get; init; }

    /// <summary>Gets the visit that it belongs to.</summary>
    public required string EncounterId { get; init; }

    /// <summary>Gets what made it.</summary>
    public SessionClient Client { get; init; }

    /// <summary>Gets the object that is passed on to the partner.</summary>
    /// <value>The default is null.</value>
    public RawJson? AdditionalInfo { get; init; }

    /// <summary>Gets why it failed, as a word for programs.</summary>
    /// <value>The default is null.</value>
    public string? ErrorCode { get; init; }

    /// <summary>Gets why it failed, for people.</summary>
    /// <value>The default is null.</value>
    public string? ErrorDetail { get; init; }

    /// <summary>Gets the event that told of its end, <c>evt_…</c>.</summary>
    /// <value>The default is null: it is open, or no vendor tells of such an end.</value>
    public string? EventId { get; init; }

    /// <summary>Gets how many seconds it may be silent.</summary>
    /// <value>The default is null: as long as it likes.</value>
    public double? TimeLimitSeconds { get; init; }

    /// <summary>Gets when it times out, if nothing is heard of it until then.</summary>
    /// <value>The default is null: never.</value>
    public DateTimeOffset? DeadlineAt { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it was last written.</summary>
    public required DateTimeOffset ChangedAt { get; init; }
}
