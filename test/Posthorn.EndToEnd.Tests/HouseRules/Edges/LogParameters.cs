using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

/// <summary>
/// No log method can be handed a payload, a header, a secret or the query of an address, because none has a parameter for it.
/// </summary>
internal static partial class LogParameters
{
    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from file in files
           where file.IsUnder("src/")
           from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
           where method.AttributeLists.SelectMany(list => list.Attributes).Any(LogCalls.IsLoggerMessage)
           from parameter in method.ParameterList.Parameters
           where CarriesContent().IsMatch(parameter.Type?.ToString() ?? "") || NamesContent().IsMatch(parameter.Identifier.ValueText)
           select file.At(parameter, $"{parameter}: a log line may not hold it");

    [GeneratedRegex(
        @"^(?:byte\[\]|ReadOnlyMemory<byte>|Memory<byte>|Stream|Uri|EndpointUrl|HttpContext|.*Secret|.*SigningKey"
            + @"|Json(?:Element|Document|Node|Object)"
            + @"|Http(?:Request|Response)(?:Message)?|Http\w*Headers|IHeaderDictionary|IQueryCollection|QueryString)\??$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex CarriesContent();

    [GeneratedRegex(
        "^(?:.*[bB]ody|.*[pP]ayload|.*[sS]ecret|.*[hH]eaders?|.*[hH]eaderValue|query|queryString|.*[pP]assword|connectionString|url|uri)$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamesContent();
}
