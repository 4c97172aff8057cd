using Microsoft.AspNetCore.Builder;

namespace Posthorn.Server.OpenApi;

/// <summary>States what a route reads beside its path and body.</summary>
internal static class QueryParameterExtensions
{
    public static TBuilder Reads<TBuilder>(this TBuilder route, string name, string type, string description)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new QueryParameter(name, "query", type, description));

    public static TBuilder ReadsHeader<TBuilder>(this TBuilder route, string name, string description)
        where TBuilder : IEndpointConventionBuilder => route.WithMetadata(new QueryParameter(name, "header", "string", description));
}
