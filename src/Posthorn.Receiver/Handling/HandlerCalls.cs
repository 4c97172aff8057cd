using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Handling;

/// <summary>What there is to call of a handler.</summary>
internal static class HandlerCalls
{
    private static readonly MethodInfo Generic = typeof(HandlerCalls).GetMethod(nameof(ForInterface), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>A call for each <see cref="INotificationHandler{TNotification}"/> that a type implements.</summary>
    public static IReadOnlyList<HandlerCall> Of<THandler>()
        where THandler : class =>
    [
        .. typeof(THandler).GetInterfaces()
            .Where(static one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(INotificationHandler<>))
            .Select(static one => (HandlerCall)Generic.MakeGenericMethod(typeof(THandler), one.GenericTypeArguments[0]).Invoke(obj: null, parameters: null)!),
    ];

    public static HandlerCall Of<TNotification>(
        Func<TNotification, NotificationContext, IServiceProvider, CancellationToken, Task<HandlerResult>> handle)
        where TNotification : Notification =>
        new(typeof(TNotification), (services, notification, context, stop) => handle((TNotification)notification, context, services, stop));

    private static HandlerCall ForInterface<THandler, TNotification>()
        where THandler : class, INotificationHandler<TNotification>
        where TNotification : Notification => new(
        typeof(TNotification),
        static (services, notification, context, stop) =>
            services.GetRequiredService<THandler>().HandleAsync((TNotification)notification, context, stop));
}
