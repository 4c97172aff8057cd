namespace Posthorn.Protocol.Notifications;

/// <summary>
/// Suki: a <c>status</c> that is missing or that nobody documents. It may be a time-out, a cancellation or something new: acknowledge
/// it, and ask the vendor's status endpoint about the session.
/// </summary>
public sealed record SessionUnknown : SessionNotification
{
    /// <inheritdoc />
    public override string? EventType => null;

    private protected override string StatusKey => $"unknown:{Status?.Replace(':', '.')}";
}
