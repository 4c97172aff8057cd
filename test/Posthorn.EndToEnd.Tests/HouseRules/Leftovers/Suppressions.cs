using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Leftovers;

/// <summary>A warning is mended. Where it is not, the reason stands beside it, and a project has at most five such places.</summary>
internal static partial class Suppressions
{
    public const int MostInAProject = 5;

    public static IEnumerable<Violation> Check(IReadOnlyCollection<SourceFile> files)
        => files.SelectMany(WithoutReason).Concat(TooMany(files));

    private static IEnumerable<Violation> WithoutReason(SourceFile file) => file switch
    {
        { IsCSharp: true } => InCode(file).Where(found => !found.HasReason).Select(found => file.At(found.Where, found.What)),
        { Path: ".editorconfig" } => InSettings(file, "severity = none", line => line.StartsWith('#')),
        _ when ProjectSettings().IsMatch(file.Path) => InSettings(file, "<NoWarn", line => line.EndsWith("-->", StringComparison.Ordinal)),
        _ => [],
    };

    private static IEnumerable<Violation> TooMany(IEnumerable<SourceFile> files)
        => from file in files
           where file.IsCSharp
           group InCode(file).Count() by file.Project into project
           where project.Sum() > MostInAProject
           select new Violation(project.Key, 0, $"{project.Sum()} suppressed warnings; a project has at most {MostInAProject}");

    private static IEnumerable<(Location Where, string What, bool HasReason)> InCode(SourceFile file)
    {
        foreach (var trivia in file.Syntax.DescendantTrivia().Where(trivia => trivia.IsDirective))
        {
            if (trivia.GetStructure() is PragmaWarningDirectiveTriviaSyntax pragma
                && pragma.DisableOrRestoreKeyword.IsKind(SyntaxKind.DisableKeyword))
            {
                yield return (trivia.GetLocation(), "a pragma without a reason on its line", Reason().IsMatch(pragma.ToFullString()));
            }
            else if (trivia.IsKind(SyntaxKind.NullableDirectiveTrivia))
            {
                yield return (trivia.GetLocation(), "#nullable: all of our code is", HasReason: false);
            }
        }

        foreach (var attribute in file.Syntax.DescendantNodes().OfType<AttributeSyntax>())
        {
            if (attribute.Name.ToString() is "SuppressMessage" or "UnconditionalSuppressMessage")
            {
                var hasReason = attribute.ToString().Contains("Justification =", StringComparison.Ordinal);
                yield return (attribute.GetLocation(), "a suppression without a Justification", hasReason);
            }
        }
    }

    // A reason covers the lines that follow it without a break.
    private static IEnumerable<Violation> InSettings(SourceFile file, string setting, Func<string, bool> isReason)
    {
        var hasReason = false;
        foreach (var (index, line) in file.Lines.Index())
        {
            var isSetting = line.Contains(setting, StringComparison.Ordinal);
            if (isSetting && !hasReason)
            {
                yield return file.At(index + 1, "switched off without a reason above it");
            }

            hasReason = isReason(line.Trim()) || (isSetting && hasReason);
        }
    }

    [GeneratedRegex(@"//\s*\S.{9,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\.(?:csproj|props|targets)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProjectSettings();
}
