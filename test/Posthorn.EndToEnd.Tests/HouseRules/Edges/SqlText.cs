using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

/// <summary>
/// SQL lives in the stores, in a form that can be read and pasted into a shell: a .sql file, a raw string, or one line in whole.
/// Nothing but a constant is ever put into it, so no value can become part of a statement.
/// </summary>
internal static partial class SqlText
{
    /// <summary>The last two: a table that lives in the partner's own database, beside what a handler writes; and the relay's store, which is none of the engine's.</summary>
    private static readonly string[] Stores = ["src/Posthorn.Sqlite/", "src/Posthorn.Postgres/", "src/Posthorn.Receiver/Applying/", "src/Posthorn.Relay/Keeping/"];

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from file in files
           where file.IsUnder("src/")
           from node in file.Syntax.DescendantNodes()
           let what = node switch
           {
               LiteralExpressionSyntax literal => Describe(file, literal),
               InterpolatedStringExpressionSyntax interpolated => Describe(file, interpolated),
               _ => null,
           }
           where what is not null
           select file.At(node, what);

    private static string? Describe(SourceFile file, LiteralExpressionSyntax literal)
    {
        if (literal.Token.Value is not string text || !Statement().IsMatch(text))
        {
            return null;
        }

        return file switch
        {
            _ when !file.IsUnder(Stores) => "SQL outside the stores",
            _ when literal.Parent.IsKind(SyntaxKind.AddExpression) => "SQL put together from pieces; a raw string can be read",
            _ when !IsRaw(literal.Token) && text.Contains('\n', StringComparison.Ordinal) => "SQL of several lines; a raw string can be read",
            _ => null,
        };
    }

    private static string? Describe(SourceFile file, InterpolatedStringExpressionSyntax interpolated)
    {
        if (!Statement().IsMatch(string.Concat(interpolated.Contents.Select(part => part.ToString()))))
        {
            return null;
        }

        return file.IsUnder(Stores)
            ? IsConstant(interpolated) ? null : "SQL put together from values; pass them as parameters"
            : "SQL outside the stores";
    }

    private static bool IsRaw(SyntaxToken token)
        => token.IsKind(SyntaxKind.SingleLineRawStringLiteralToken) || token.IsKind(SyntaxKind.MultiLineRawStringLiteralToken);

    private static bool IsConstant(SyntaxNode node)
        => node.FirstAncestorOrSelf<FieldDeclarationSyntax>()?.Modifiers.Any(SyntaxKind.ConstKeyword) == true
            || node.FirstAncestorOrSelf<LocalDeclarationStatementSyntax>()?.IsConst == true;

    // A sentence of ours begins with a capital letter, a statement with a small one or with nothing but capitals.
    [GeneratedRegex(
        @"^\s*(?:(?:select|SELECT)\s[\s\S]*(?:\s(?:from|FROM)\s|\)\s*;?\s*$)|(?:insert|INSERT)\s+(?:\w+\s+){0,2}(?:into|INTO)\s"
            + @"|(?:update|UPDATE)\s+\S+\s+(?:\w+\s+)?(?:set|SET)\s|(?:delete|DELETE)\s+(?:from|FROM)\s"
            + @"|(?:create|alter|drop|CREATE|ALTER|DROP)\s+(?:\w+\s+)?(?:table|index|TABLE|INDEX)\s"
            + @"|(?:with|WITH)\s+(?:\w+\s+){1,2}(?:\([^)]*\)\s+)?(?:as|AS)\s)",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Statement();
}
