using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Checked;
using Posthorn.Receiver.Doors;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver;

/// <summary>Routes that vendors post to. The signature is what lets a request in, so they are open to callers without an account.</summary>
public static class PosthornReceiverRoutes
{
    /// <summary>Receives Suki's notifications.</summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="path">The path; the vendor suggests <c>/webhooks/notification</c>.</param>
    /// <param name="source">The name of the source, whose secrets count.</param>
    /// <returns>The route, for further conventions.</returns>
    public static IEndpointConventionBuilder MapSukiNotifications(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path, string source = "suki") => Map(endpoints, path, source, Profile.Suki);

    /// <summary>Receives Sully's notifications.</summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="path">The path.</param>
    /// <param name="source">The name of the source, whose secrets count.</param>
    /// <returns>The route, for further conventions.</returns>
    public static IEndpointConventionBuilder MapSullyNotifications(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path, string source = "sully") => Map(endpoints, path, source, Profile.Sully);

    /// <summary>Receives Standard Webhooks.</summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="path">The path.</param>
    /// <param name="source">The name of the source, whose secrets count.</param>
    /// <returns>The route, for further conventions.</returns>
    public static IEndpointConventionBuilder MapStandardWebhooks(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path, string source = "standard") => Map(endpoints, path, source, Profile.Standard);

    /// <summary>Receives the notifications of a source whose <see cref="SourceOptions.Profile"/> says which format it has.</summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="path">The path.</param>
    /// <param name="source">The name of the source.</param>
    /// <returns>The route, for further conventions.</returns>
    public static IEndpointConventionBuilder MapNotifications(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path, string source) => Map(endpoints, path, source, profile: null);

    /// <summary>
    /// Lets <c>posthorn check</c> in at a path that notifications come to: GET answers its challenge, which proves that both hold the same secret, and GET of <c>{path}/effects</c>
    /// tells how often a synthetic notification took effect. Of real notifications neither says anything.
    /// </summary>
    /// <param name="endpoints">The routes of the application.</param>
    /// <param name="path">The path that the source's notifications come to.</param>
    /// <param name="source">The name of the source.</param>
    /// <returns>The routes, for further conventions, such as one that keeps them off the Internet.</returns>
    public static IEndpointConventionBuilder MapPosthornCheck(this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string path, string source)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(path);
        var routes = endpoints.ServiceProvider.GetService<CheckRoutes>()
            ?? throw new InvalidOperationException("Call AddPosthornReceiver on the services first.");
        var group = endpoints.MapGroup(path).WithMetadata(new AllowAnonymousAttribute());
        _ = group.MapGet(string.Empty, context => routes.ProveAsync(context, source));
        _ = group.MapGet("/effects", context => routes.CountAsync(context, source));
        return group;
    }

    private static IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string path, string source, Profile? profile)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var catalog = endpoints.ServiceProvider.GetService<SourceCatalog>()
            ?? throw new InvalidOperationException("Call AddPosthornReceiver on the services first.");
        catalog.Declare(source, profile);
        var door = endpoints.ServiceProvider.GetRequiredService<NotificationDoor>();
        return endpoints.MapPost(path, context => door.ReceiveAsync(context, source)).WithMetadata(new AllowAnonymousAttribute());
    }
}
