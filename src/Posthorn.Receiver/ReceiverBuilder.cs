using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Handling;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver;

/// <summary>Says what a receiver receives, and who handles it.</summary>
public sealed class ReceiverBuilder
{
    private readonly SourceCatalog _sources;
    private readonly HandlerCatalog _handlers;

    internal ReceiverBuilder(IServiceCollection services, SourceCatalog sources, HandlerCatalog handlers) =>
        (Services, _sources, _handlers) = (services, sources, handlers);

    /// <summary>The services of the host.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a source. Given twice, both apply, in order.</summary>
    /// <param name="name">1 to 60 of letters, digits, <c>_</c> and <c>-</c>. What was received belongs to the name.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>The same builder.</returns>
    public ReceiverBuilder AddSource(string name, Action<SourceOptions> configure)
    {
        _sources.Declare(name, profile: null);
        _ = Services.Configure(name, configure);
        return this;
    }

    /// <summary>Adds a source whose options stand in the configuration. When that is read anew, they are too.</summary>
    /// <param name="name">1 to 60 of letters, digits, <c>_</c> and <c>-</c>.</param>
    /// <param name="section">Its section, with members named like those of <see cref="SourceOptions"/>.</param>
    /// <returns>The same builder.</returns>
    public ReceiverBuilder AddSource(string name, IConfiguration section)
    {
        _sources.Declare(name, profile: null);
        _ = Services.Configure<SourceOptions>(name, section);
        return this;
    }

    /// <summary>Adds a handler for every notification type that it is an <see cref="INotificationHandler{TNotification}"/> of.</summary>
    /// <typeparam name="THandler">The type. Made anew for each call, from a fresh scope, unless it is registered otherwise.</typeparam>
    /// <param name="configure">Sets its options.</param>
    /// <returns>The same builder.</returns>
    public ReceiverBuilder AddHandler<THandler>(Action<HandlerOptions>? configure = null)
        where THandler : class
    {
        Services.TryAddScoped<THandler>();
        _handlers.Add(Registration(HandlerCalls.Of<THandler>(), typeof(THandler).FullName, configure));
        return this;
    }

    /// <summary>Adds a handler that is a delegate.</summary>
    /// <typeparam name="TNotification">The type of notification, or one that several types have in common.</typeparam>
    /// <param name="name">Its name, as <see cref="HandlerOptions.Name"/>.</param>
    /// <param name="handle">What to do. Its services come from <paramref name="handle"/>'s provider, a fresh scope for each call.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>The same builder.</returns>
    public ReceiverBuilder Handle<TNotification>(
        string name,
        Func<TNotification, NotificationContext, IServiceProvider, CancellationToken, Task<HandlerResult>> handle,
        Action<HandlerOptions>? configure = null)
        where TNotification : Notification
    {
        ArgumentNullException.ThrowIfNull(handle);
        _handlers.Add(Registration([HandlerCalls.Of(handle)], name, configure));
        return this;
    }

    /// <summary>Adds a handler that is a delegate and needs no services.</summary>
    /// <typeparam name="TNotification">The type of notification, or one that several types have in common.</typeparam>
    /// <param name="name">Its name, as <see cref="HandlerOptions.Name"/>.</param>
    /// <param name="handle">What to do.</param>
    /// <param name="configure">Sets its options.</param>
    /// <returns>The same builder.</returns>
    public ReceiverBuilder Handle<TNotification>(
        string name, Func<TNotification, NotificationContext, Task<HandlerResult>> handle, Action<HandlerOptions>? configure = null)
        where TNotification : Notification
    {
        ArgumentNullException.ThrowIfNull(handle);
        return Handle<TNotification>(name, (notification, context, _, _) => handle(notification, context), configure);
    }

    private static HandlerRegistration Registration(IReadOnlyList<HandlerCall> calls, string? name, Action<HandlerOptions>? configure)
    {
        var options = new HandlerOptions { Name = name };
        configure?.Invoke(options);
        return new(options.Name ?? string.Empty, calls, options);
    }
}
