using System.Buffers;
using Posthorn.Api.Partners;
using Posthorn.Api.Problems;
using Posthorn.Delivery.Endpoints;

namespace Posthorn.Server.Partners;

/// <summary>What a partner may be called.</summary>
internal static class PartnerRules
{
    private const string Prefix = "ptn_";
    private const int MostNameCharacters = 200;
    private const int MostIdCharacters = 60;

    private static readonly SearchValues<char> InId = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-");

    public static List<InputProblem> Check(CreatePartner request)
    {
        var problems = new List<InputProblem>();
        if (string.IsNullOrWhiteSpace(request.Name) || request.Name.Length > MostNameCharacters || request.Name.Any(char.IsControl))
        {
            problems.Add(new("/name", ProblemCodes.InvalidValue, "\"name\" must have 1 to 200 characters, none of them a control character."));
        }

        if (request.Id is { } id && !IsId(id))
        {
            problems.Add(new("/id", ProblemCodes.InvalidValue, "\"id\" must be ptn_ and 1 to 60 of a-z 0-9 _ -"));
        }

        return problems;
    }

    private static bool IsId(string id) =>
        id.StartsWith(Prefix, StringComparison.Ordinal)
        && id.AsSpan(Prefix.Length) is { Length: > 0 and <= MostIdCharacters } rest
        && !rest.ContainsAnyExcept(InId);
}
