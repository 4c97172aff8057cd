using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

/// <summary>A type is named for what it is or decides: no word that fits any class.</summary>
internal static partial class TypeNames
{
    private static readonly HashSet<string> SayNothing = new(StringComparer.Ordinal)
    {
        "Manager", "Managers", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities",
        "Service", "Services", "Base", "Impl", "Implementation",
    };

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from file in files
           from declared in file.Syntax.DescendantNodes().OfType<MemberDeclarationSyntax>()
           let name = NameOf(declared)
           where name is not null
           from word in WordsOf(name)
           where SayNothing.Contains(word)
           select file.At(declared, $"{name} has the word {word}");

    private static string? NameOf(MemberDeclarationSyntax declared) => declared switch
    {
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        DelegateDeclarationSyntax type => type.Identifier.ValueText,
        _ => null,
    };

    // IServiceCollection is the framework's word, and extensions of it are named after it everywhere.
    private static IEnumerable<string> WordsOf(string name)
        => Word().Matches(name.Replace("ServiceCollection", "", StringComparison.Ordinal)).Select(match => match.Value);

    [GeneratedRegex("[A-Z]+(?![a-z0-9])|[A-Z][a-z0-9]*", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();
}
