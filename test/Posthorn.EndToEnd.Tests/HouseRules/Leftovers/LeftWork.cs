using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Leftovers;

/// <summary>Work left for later belongs in an issue; a region is a type that was not made; a test that never runs is none.</summary>
internal static partial class LeftWork
{
    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => files.Where(file => !file.IsMarkdown).SelectMany(file => file.IsCSharp ? InCode(file) : InText(file));

    private static IEnumerable<Violation> InText(SourceFile file)
        => from line in file.Lines.Index()
           let word = Word().Match(line.Item)
           where word.Success
           select file.At(line.Index + 1, $"{word.Value}: an issue is the place for it");

    private static IEnumerable<Violation> InCode(SourceFile file)
    {
        foreach (var trivia in file.Syntax.DescendantTrivia())
        {
            if (trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))
            {
                yield return file.At(trivia.GetLocation(), "#region");
            }
            else if (!trivia.IsDirective && Word().Match(trivia.ToFullString()) is { Success: true } word)
            {
                yield return file.At(trivia.GetLocation(), $"{word.Value}: an issue is the place for it");
            }
        }

        foreach (var node in file.Syntax.DescendantNodes())
        {
            if (node is ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: nameof(NotImplementedException) } })
            {
                yield return file.At(node, "what is not implemented is not there");
            }
            else if (node is AttributeArgumentSyntax { NameEquals.Name.Identifier.ValueText: "Skip" })
            {
                yield return file.At(node, "a test that never runs; a condition belongs in the test (Assert.SkipWhen)");
            }
        }
    }

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
