using Posthorn.Delivery.Sessions;

namespace Posthorn.Server.Sessions;

/// <summary>A session as it is asked for: its parts are sound, but nobody has looked whether it is there.</summary>
internal sealed record SessionDraft(string Id, SessionKind Kind)
{
    /// <summary>Null for one of its own, with the session's id.</summary>
    public string? EncounterId { get; init; }

    public SessionClient Client { get; init; }

    public ReadOnlyMemory<byte>? AdditionalInfo { get; init; }

    public TimeSpan? TimeLimit { get; init; }

    public IReadOnlyList<SessionDocument> Documents { get; init; } = [];
}
