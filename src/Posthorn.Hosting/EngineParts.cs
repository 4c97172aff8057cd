using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Delivery;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Retention;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Sending;

namespace Posthorn.Hosting;

/// <summary>What an engine is made of, on a store that is open. Where deliveries go, whoever composes it adds: an <see cref="IDestination"/>.</summary>
internal static class EngineParts
{
    public static IServiceCollection AddStore(this IServiceCollection services, OpenStore store)
    {
        if (store.News is { } news)
        {
            _ = services.AddSingleton(news);
        }

        return services
            .AddSingleton(store.Clock)
            .AddSingleton(store.Configuration)
            .AddSingleton(store.Log)
            .AddSingleton(store.Lanes)
            .AddSingleton(store.Leases)
            .AddSingleton(store.History)
            .AddSingleton(store.Retention)
            .AddSingleton(store.Vault)
            .AddSingleton(store.Metrics)
            .AddSingleton(store.Sessions)
            .AddSingleton(store.Replays);
    }

    /// <param name="directory">The same that the store was opened with.</param>
    /// <param name="retention">How long an event is kept after its last change.</param>
    public static IServiceCollection AddEngine(
        this IServiceCollection services, EndpointDirectory directory, EndpointRegistryOptions endpoints, TimeSpan retention) => services
        .AddSingleton(directory)
        .AddSingleton(endpoints)
        .AddSingleton<FillRandom>(RandomNumberGenerator.Fill)
        .AddSingleton<ConfigurationWatch>()
        .AddSingleton<PartnerRegistry>()
        .AddSingleton<EndpointRegistry>()
        .AddSingleton(new DeliveryOptions { Seed = RandomNumberGenerator.GetInt32(int.MaxValue) })
        .AddSingleton(static provider => new Dice(provider.GetRequiredService<DeliveryOptions>().Seed))
        .AddSingleton<EventPreparation>()
        .AddSingleton<LaneSet>()
        .AddSingleton<Announcer>()
        .AddSingleton<EgressWatch>()
        .AddSingleton<FeedReaders>()
        .AddSingleton<FeedWatch>()
        .AddSingleton<EventIntake>()
        .AddSingleton<DeliveryPipeline>()
        .AddSingleton<DeliveryEngine>()
        .AddSingleton(static provider =>
        {
            var lanes = provider.GetRequiredService<LaneSet>();
            return ActivatorUtilities.CreateInstance<ReplayRunner>(
                provider, (Func<long, ValueTask<bool>>)(key => new(lanes.HasRoom(key))), (Action<long>)lanes.Wake);
        })
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<RetentionSweeper>(provider, retention))
        .AddSingleton<BackgroundLoops>()
        .AddSingleton<EngineRun>();

    /// <summary>What the endpoints that are known at the moment would have been sent.</summary>
    public static MissedEvents MissedEventsOf(EndpointDirectory directory) => new(
        (key, type) => directory.Find(key) is { } endpoint && endpoint.Wants(type),
        (key, view) => directory.Find(key) is { } endpoint
            && RenderedBody.Render(endpoint.Profile, view.Type, view.OccurredAt, view.Data.Span, out _) is { } body
                ? RenderedBody.Hash(body)
                : null);
}
