using System.Reflection;
using Microsoft.AspNetCore.Http;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Endpoint = Posthorn.Delivery.Endpoints.Endpoint;

namespace Posthorn.Server.Access;

/// <summary>A call that was let in: with which scope, and for which partner.</summary>
/// <param name="Scope">Of the key.</param>
/// <param name="Own">The partner that the key speaks for; null for the operator.</param>
/// <param name="Route">The partner that the path names, already known to be within reach; a partner's own key always has its own here.</param>
internal sealed record Visit(ApiKeyScope Scope, Partner? Own, Partner? Route) : IBindableFromHttpContext<Visit>
{
    /// <summary>The partner that the path names.</summary>
    public Partner Partner => Route ?? throw new InvalidOperationException("This route names no partner.");

    public static Visit Of(HttpContext context) =>
        context.Features.Get<Visit>() ?? throw new InvalidOperationException("The gate let nobody in on this request.");

    public static ValueTask<Visit?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context));

    /// <summary>Whether things of this partner exist for the caller. Where not, they are answered as if there were none.</summary>
    public bool Sees(Partner partner) => Own is null ? Scope == ApiKeyScope.Operator : Own.Key == partner.Key;

    /// <summary>An endpoint of the path's partner.</summary>
    public Endpoint? FindEndpoint(EndpointDirectory directory, string id) =>
        EndpointId.TryParse(id, out var parsed) && directory.Find(parsed) is { } endpoint
            && endpoint.Partner.Key == Partner.Key && endpoint.Status != EndpointStatus.Deleted
                ? endpoint
                : null;
}
