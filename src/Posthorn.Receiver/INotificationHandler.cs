using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver;

/// <summary>
/// Code of the partner that is called for each notification of a type, after it is on disk and acknowledged. A handler for
/// <see cref="SessionNotification"/> gets all of its kinds, one for <see cref="Notification"/> gets everything.
/// </summary>
/// <remarks>
/// Called at least once, from a fresh scope: a process that dies in the middle is followed by another call. Use
/// <see cref="NotificationContext.TryApplyAsync"/> where the effect must be there once.
/// </remarks>
/// <typeparam name="TNotification">The type, or one that several types have in common.</typeparam>
public interface INotificationHandler<in TNotification>
    where TNotification : Notification
{
    /// <summary>Handles one notification.</summary>
    /// <param name="notification">The body, typed.</param>
    /// <param name="context">What else is known of it.</param>
    /// <param name="cancellationToken">Fires when the time of the handler is over, or the host stops.</param>
    /// <returns>How it ended. An exception is a retry on the schedule.</returns>
    Task<HandlerResult> HandleAsync(TNotification notification, NotificationContext context, CancellationToken cancellationToken);
}
