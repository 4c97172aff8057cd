using System.Collections.Concurrent;
using System.Threading.Channels;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Tests.Running;

/// <summary>A handler's memory: what it was called with, in order.</summary>
internal sealed class Recorder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Channel<(Notification Notification, NotificationContext Context)> _calls =
        Channel.CreateUnbounded<(Notification, NotificationContext)>();

    public ConcurrentQueue<string?> Subjects { get; } = new();

    public void Add(Notification notification, NotificationContext context)
    {
        Subjects.Enqueue(notification.Subject);
        _ = _calls.Writer.TryWrite((notification, context));
    }

    public Task<HandlerResult> DoneAsync(Notification notification, NotificationContext context)
    {
        Add(notification, context);
        return Task.FromResult(HandlerResult.Done);
    }

    /// <summary>The next call that no earlier one of this waited for.</summary>
    public async Task<(Notification Notification, NotificationContext Context)> NextAsync() =>
        await _calls.Reader.ReadAsync().AsTask().WaitAsync(Patience);
}
