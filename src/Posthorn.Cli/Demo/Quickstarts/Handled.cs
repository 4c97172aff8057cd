using Posthorn.Protocol.Notifications;
using Posthorn.Receiver;

namespace Posthorn.Cli.Demo.Quickstarts;

/// <summary>A notification as the partner's handler got it.</summary>
internal sealed record Handled(Notification Notification, NotificationContext Context);
