using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Partners;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Partners;
using Posthorn.Server.Access;
using Posthorn.Server.Http;

namespace Posthorn.Server.Partners;

/// <summary>Keys: shown once when they are made, known by their hash from then on.</summary>
internal static class KeyRoutes
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/partners/{partner}/keys", CreateAsync)
            .AllowTo(AccessRule.Operator)
            .WithName("createKey").WithSummary("Makes a key. Its text is in this answer and nowhere else.");
        routes.MapGet("/v1/partners/{partner}/keys", List)
            .AllowTo(AccessRule.Operator)
            .WithName("listKeys").WithSummary("Lists a partner's keys, without their text.");
        routes.MapDelete("/v1/partners/{partner}/keys/{key}", RevokeAsync)
            .AllowTo(AccessRule.Operator)
            .WithName("revokeKey").WithSummary("Revokes a key, from the next request on.");
    }

    internal static async Task<Results<Created<KeyInfo>, ProblemAnswer>> CreateAsync(Visit visit, Body<CreateKey> body, PartnerRegistry partners)
    {
        var scope = body.Value.Scope;
        if (scope == KeyScope.Operator && !visit.Partner.IsOperator)
        {
            return new ProblemAnswer(Problems.At("/scope", ProblemCodes.InvalidValue, "Keys of scope operator are made for the partner ptn_operator alone."));
        }

        var stored = scope switch
        {
            KeyScope.Operator => ApiKeyScope.Operator,
            KeyScope.Publisher => ApiKeyScope.Publisher,
            _ => ApiKeyScope.Partner,
        };
        var made = await partners.CreateKeyAsync(visit.Partner, stored);
        return TypedResults.Created($"/v1/partners/{visit.Partner.Id}/keys/{made.Key.Id}", Describe(made.Key) with { Key = made.Text });
    }

    internal static Ok<KeyList> List(Visit visit, PartnerRegistry partners) =>
        TypedResults.Ok(new KeyList { Keys = [.. partners.KeysOf(visit.Partner).Select(Describe)] });

    internal static async Task<Results<NoContent, ProblemAnswer>> RevokeAsync(string key, Visit visit, PartnerRegistry partners) =>
        ApiKeyId.TryParse(key, out var id) && await partners.RevokeKeyAsync(visit.Partner, id) ? TypedResults.NoContent() : new ProblemAnswer(Problems.NotFound);

    private static KeyInfo Describe(ApiKey key) => new()
    {
        Id = key.Id.ToString(),
        Scope = key.Scope switch
        {
            ApiKeyScope.Operator => KeyScope.Operator,
            ApiKeyScope.Publisher => KeyScope.Publisher,
            _ => KeyScope.Partner,
        },
        CreatedAt = key.CreatedAt,
    };
}
