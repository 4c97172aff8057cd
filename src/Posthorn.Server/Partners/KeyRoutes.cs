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
        var (key, text) = await partners.AddKeyAsync(stored == ApiKeyScope.Operator ? null : visit.Partner, stored);
        return TypedResults.Created($"/v1/partners/{visit.Partner.Id}/keys/{key.Id}", Describe(key) with { Key = text });
    }

    internal static Ok<KeyList> List(Visit visit, PartnerRegistry partners) =>
        TypedResults.Ok(new KeyList { Keys = [.. KeysOf(visit.Partner, partners).OrderBy(static one => one.Id.Value).Select(Describe)] });

    internal static async Task<Results<NoContent, ProblemAnswer>> RevokeAsync(string key, Visit visit, PartnerRegistry partners)
    {
        var found = ApiKeyId.TryParse(key, out var id) && KeysOf(visit.Partner, partners).Any(one => one.Id == id);
        return found && await partners.RemoveKeyAsync(id) ? TypedResults.NoContent() : new ProblemAnswer(Problems.NotFound);
    }

    // Keys of the operator are bound to no partner; they are listed under the operator's own.
    private static IEnumerable<ApiKey> KeysOf(Partner partner, PartnerRegistry partners) =>
        partners.Keys.Where(one => one.PartnerKey == partner.Key || (partner.IsOperator && one.PartnerKey is null));

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
