using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Posthorn.Api.Partners;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Server.Access;
using Posthorn.Server.Http;

namespace Posthorn.Server.Partners;

/// <summary>Partners: whoever is notified.</summary>
internal static class PartnerRoutes
{
    public static void MapPartners(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/partners", CreateAsync)
            .AllowTo(AccessRule.Operator)
            .WithName("createPartner").WithSummary("Makes a partner.");
        routes.MapGet("/v1/partners", List)
            .AllowTo(AccessRule.Operator)
            .WithName("listPartners").WithSummary("Lists all partners.");
        routes.MapGet("/v1/partners/{partner}", Find)
            .AllowTo(AccessRule.Partner)
            .WithName("getPartner").WithSummary("Tells a partner.");
    }

    internal static async Task<Results<Created<PartnerInfo>, ProblemAnswer>> CreateAsync(Body<CreatePartner> body, PartnerRegistry partners)
    {
        var request = body.Value;
        return await partners.CreateAsync(request.Id, request.Name, request.SelfService) switch
        {
            PartnerResult.Created { Partner: var partner } => TypedResults.Created($"/v1/partners/{partner.Id}", Describe(partner)),
            PartnerResult.Refused { Problems: var problems } => new ProblemAnswer(Problems.Of(problems)),
            PartnerResult.IdTaken => new ProblemAnswer(Problems.At("/id", ProblemCodes.IdTaken, "There is a partner of this id already.")),
            _ => throw new UnreachableException(),
        };
    }

    internal static Ok<PartnerList> List(EndpointDirectory directory) =>
        TypedResults.Ok(new PartnerList { Partners = [.. directory.Partners.OrderBy(static one => one.Key).Select(Describe)] });

    internal static Ok<PartnerInfo> Find(Visit visit) => TypedResults.Ok(Describe(visit.Partner));

    private static PartnerInfo Describe(Partner partner) =>
        new() { Id = partner.Id, Name = partner.Name, SelfService = partner.SelfService, CreatedAt = partner.CreatedAt };
}
