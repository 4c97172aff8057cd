using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Suki: what every body has, whatever its <c>status</c>.</summary>
public abstract record SessionNotification : Notification
{
    private protected SessionNotification()
    {
    }

    /// <summary>The <c>status</c> as it came.</summary>
    public string? Status { get; init; }

    /// <summary>The session, ambient or form filling.</summary>
    public string? SessionId { get; init; }

    /// <summary>The encounter that the session belongs to.</summary>
    public string? EncounterId { get; init; }

    /// <summary><c>ambient</c> or <c>form_filling</c>, for events made by hand. The vendor's body has no member for it.</summary>
    public string? Kind { get; init; }

    /// <inheritdoc />
    public override string? Subject => SessionId;

    /// <summary>
    /// The session stands last, after as many colons as its kind of key always has: no session's name makes it another's key.
    /// </summary>
    private protected override string? Identity => SessionId is null ? null : $"{StatusKey}:{SessionId}";

    private protected abstract string StatusKey { get; }

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        writer.WriteText("session_id", SessionId);
        writer.WriteText("encounter_id", EncounterId);
        writer.WriteText("kind", Kind);
    }
}
