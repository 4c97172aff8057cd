using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

/// <summary>Every class is sealed, static or abstract: inheritance is designed or it is not there.</summary>
internal static class SealedTypes
{
    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from part in files.SelectMany(PartsOf)
           group part by (part.File.Project, FullName(part.Type)) into type
           where !type.Any(part => SaysIt(part.Type))
           let first = type.First()
           let name = first.Type.Identifier
           select first.File.At(name.GetLocation(), $"{name.ValueText} is neither sealed nor static nor abstract");

    private static IEnumerable<(SourceFile File, TypeDeclarationSyntax Type)> PartsOf(SourceFile file)
        => file.Syntax.DescendantNodes().OfType<TypeDeclarationSyntax>()
            .Where(type => type.IsKind(SyntaxKind.ClassDeclaration) || type.IsKind(SyntaxKind.RecordDeclaration))
            .Select(type => (file, type));

    private static bool SaysIt(TypeDeclarationSyntax type)
        => type.Modifiers.Any(SyntaxKind.SealedKeyword)
            || type.Modifiers.Any(SyntaxKind.StaticKeyword)
            || type.Modifiers.Any(SyntaxKind.AbstractKeyword);

    private static string FullName(TypeDeclarationSyntax type) => string.Join('.', type.AncestorsAndSelf().Reverse().Select(NameOf));

    private static string NameOf(SyntaxNode node) => node switch
    {
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        TypeDeclarationSyntax type => $"{type.Identifier.ValueText}`{type.TypeParameterList?.Parameters.Count ?? 0}",
        _ => "",
    };
}
