using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>
/// Suki: a session was cancelled. The vendor documents the ids and no value of <c>status</c>; ask its status endpoint for the rest.
/// </summary>
public sealed record SessionCancelled : SessionNotification
{
    /// <inheritdoc />
    public override string EventType => EventTypes.SessionCancelled;

    private protected override string StatusKey => "cancelled";
}
