using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Posthorn.Hosting;
using Posthorn.Receiver.Checked;
using Posthorn.Receiver.Doors;
using Posthorn.Receiver.Handling;
using Posthorn.Receiver.Running;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver;

/// <summary>The receiver in an application.</summary>
public static class PosthornReceiverExtensions
{
    /// <summary>Adds a receiver. What it receives and who handles it, the builder takes; the routes are mapped on the application.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Sets the options: the store first of all.</param>
    /// <returns>The builder.</returns>
    public static ReceiverBuilder AddPosthornReceiver(this IServiceCollection services, Action<ReceiverOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        _ = services.AddOptions().Configure(configure);
        if (services.FirstOrDefault(static one => one.ServiceType == typeof(ReceiverBuilder))?.ImplementationInstance is ReceiverBuilder former)
        {
            return former;
        }

        var (sources, handlers) = (new SourceCatalog(), new HandlerCatalog());
        var builder = new ReceiverBuilder(services, sources, handlers);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new BodyBudget(BodyBudget.UsualMost));
        _ = services
            .AddRouting()
            .AddSingleton(builder)
            .AddSingleton(sources)
            .AddSingleton(handlers)
            .AddSingleton<LiveSources>()
            .AddSingleton<ReceiverMetrics>()
            .AddSingleton<ReceiverHost>()
            .AddSingleton<IArrivalLog>(static provider => provider.GetRequiredService<ReceiverHost>())
            .AddSingleton<NotificationDoor>()
            .AddSingleton<CheckRoutes>()
            .AddSingleton<IReceivedNotifications, ReceivedNotifications>()
            .AddHostedService(static provider => provider.GetRequiredService<ReceiverHost>());
        _ = services.AddHealthChecks().AddCheck<ReceiverHealth>(ReceiverHealth.Name);
        return builder;
    }
}
