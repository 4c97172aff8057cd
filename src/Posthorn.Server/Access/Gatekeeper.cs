using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Server.Http;

namespace Posthorn.Server.Access;

/// <summary>Stands between the routing and every handler: who calls, what the key reaches, and whether the path's partner exists for it.</summary>
/// <remarks>A partner that is somebody else's is answered exactly as one that is not there.</remarks>
internal sealed class Gatekeeper(RequestDelegate next, KeyRing keys, EndpointDirectory directory, ServerOptions options)
{
    public Task InvokeAsync(HttpContext context)
    {
        var endpoint = context.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<AccessMark>() is not { } mark)
        {
            // Routing's own end point for a method that a path does not take is no route of ours, and carries no mark.
            return endpoint is null or RouteEndpoint ? ProblemAnswer.WriteAsync(context, Problems.NotFound) : RefuseMethodAsync(context, endpoint);
        }

        if (mark.Rule == AccessRule.Open && IsThere(endpoint))
        {
            return next(context);
        }

        if (keys.Find(PresentedKey.Of(context.Request, mark.Dialect)) is not { } visitor)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Refusals.WriteAsync(context, mark.Dialect, Problems.Of(ProblemCodes.Unauthorized));
        }

        if (Refusal(context, mark, ref visitor) is { } problem)
        {
            return Refusals.WriteAsync(context, mark.Dialect, problem);
        }

        if (!IsThere(endpoint))
        {
            return Refusals.WriteAsync(context, mark.Dialect, Problems.Of(ProblemCodes.NotFound, options.WhyNotOthers));
        }

        context.Features.Set(visitor);
        return next(context);
    }

    // Told only to those who may call at all.
    private bool IsThere(Microsoft.AspNetCore.Http.Endpoint endpoint) =>
        options.Calls is not { } calls || (endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is { } name && calls.Contains(name.EndpointName));

    private Problem? Refusal(HttpContext context, AccessMark mark, ref Visit visitor)
    {
        if (mark.Rule == AccessRule.OwnPartner)
        {
            return visitor is { Scope: ApiKeyScope.Partner, Own: { } own } && IsAccount(context.Request, mark.Dialect, own) ? null : Problems.Forbidden;
        }

        if (context.Request.RouteValues.TryGetValue("partner", out var value))
        {
            if (directory.FindPartner((string)value!) is not { } partner || !visitor.Sees(partner))
            {
                return Problems.NotFound;
            }

            visitor = visitor.Own is null ? visitor with { Route = partner } : visitor;
        }

        return (mark.Rule, visitor.Scope) switch
        {
            (_, ApiKeyScope.Operator) => null,
            (AccessRule.Publisher, ApiKeyScope.Publisher) => null,
            (AccessRule.Partner, ApiKeyScope.Partner) => null,
            (AccessRule.SelfService, ApiKeyScope.Partner) when visitor.Own is { SelfService: true } => null,
            (AccessRule.SelfService, ApiKeyScope.Partner) => Problems.Of(ProblemCodes.SelfServiceOff),
            _ => Problems.Forbidden,
        };
    }

    // What is said twice must be the same.
    private static bool IsAccount(HttpRequest request, Dialect dialect, Partner own) =>
        dialect != Dialect.Sully || !request.Headers.TryGetValue("X-ACCOUNT-ID", out var account) || account == own.Id;

    private static async Task RefuseMethodAsync(HttpContext context, Microsoft.AspNetCore.Http.Endpoint endpoint)
    {
        await (endpoint.RequestDelegate?.Invoke(context) ?? Task.CompletedTask);
        if (!context.Response.HasStarted)
        {
            await ProblemAnswer.WriteAsync(context, Problems.Of(ProblemCodes.MethodNotAllowed));
        }
    }
}
