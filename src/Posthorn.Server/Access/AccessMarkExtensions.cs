using Microsoft.AspNetCore.Builder;

namespace Posthorn.Server.Access;

/// <summary>States who may make a call, beside its route.</summary>
internal static class AccessMarkExtensions
{
    public static TBuilder AllowTo<TBuilder>(this TBuilder route, AccessRule rule, Dialect dialect = Dialect.Own)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new AccessMark(rule, dialect));
}
