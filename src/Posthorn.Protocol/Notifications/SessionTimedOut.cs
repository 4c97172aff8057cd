using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>
/// Suki: a session timed out. The vendor documents the ids and no value of <c>status</c>; ask its status endpoint for the rest.
/// </summary>
public sealed record SessionTimedOut : SessionNotification
{
    /// <inheritdoc />
    public override string EventType => EventTypes.SessionTimedOut;

    private protected override string StatusKey => "timeout";
}
