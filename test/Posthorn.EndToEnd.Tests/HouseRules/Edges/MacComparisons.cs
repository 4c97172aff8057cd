using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

/// <summary>
/// A digest that was computed with a secret is compared by <c>CryptographicOperations.FixedTimeEquals</c> and by nothing else: a comparison that stops
/// early tells whoever can measure it how much of a forgery was right.
/// </summary>
internal static class MacComparisons
{
    private static readonly HashSet<string> Comparing = new(StringComparer.Ordinal)
    {
        "SequenceEqual", "SequenceCompareTo", "Equals", "Compare", "CompareTo", "CompareOrdinal", "StartsWith", "EndsWith", "IndexOf", "Contains", "CommonPrefixLength",
    };

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from file in files
           where file.IsUnder("src/")
           from node in file.Syntax.DescendantNodes()
           let found = WhatStopsEarly(node)
           where found is not null && node.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } method && ComputesMac(method)
           select file.At(node, $"{found} beside a digest: compare by FixedTimeEquals");

    /// <summary>The methods that compute a digest and compare it as they should.</summary>
    public static IEnumerable<string> Verifiers(IEnumerable<SourceFile> files)
        => from file in files
           where file.IsUnder("src/")
           from method in file.Syntax.DescendantNodes().OfType<MethodDeclarationSyntax>()
           where ComputesMac(method) && Calls(method, "FixedTimeEquals")
           select $"{Path.GetFileNameWithoutExtension(file.Path)}.{method.Identifier.ValueText}";

    private static string? WhatStopsEarly(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call when Comparing.Contains(NameOf(call)) => NameOf(call),
        BinaryExpressionSyntax binary when (binary.IsKind(SyntaxKind.EqualsExpression) || binary.IsKind(SyntaxKind.NotEqualsExpression))
            && binary.DescendantNodes().OfType<ElementAccessExpressionSyntax>().Any() => "comparing element by element",
        _ => null,
    };

    private static bool ComputesMac(BaseMethodDeclarationSyntax method)
        => Calls(method, "ComputeMac")
            || method.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(static access => access.Expression.ToString() is "HMACSHA256" or "HMACSHA1");

    private static bool Calls(SyntaxNode node, string name) => node.DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => NameOf(call) == name);

    private static string NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => "",
    };
}
