using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Handling;

/// <summary>One method of a handler: which notifications it takes, and how it is called in a scope.</summary>
internal sealed record HandlerCall(
    Type NotificationType, Func<IServiceProvider, Notification, NotificationContext, CancellationToken, Task<HandlerResult>> InvokeAsync);
