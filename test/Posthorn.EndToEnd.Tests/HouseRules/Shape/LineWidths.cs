using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

/// <summary>Lines fit beside another window. Literals and addresses cannot be broken: a line is as wide as it is without them.</summary>
internal static class LineWidths
{
    public const int Widest = 200;
    public const int Usual = 140;

    /// <summary>A line that is a little too wide now and then reads better than one that is broken for the rule's sake.</summary>
    private const double MayBeWider = 0.02;

    public static IEnumerable<Violation> TooWide(IEnumerable<SourceFile> files)
        => Wide(files, Widest).Select(line => line.File.At(line.Number, $"{line.Width} columns; no line has more than {Widest}"));

    public static IEnumerable<Violation> TooOftenWide(IReadOnlyCollection<SourceFile> files)
    {
        var wide = Wide(files, Usual).ToArray();
        var share = (double)wide.Length / Math.Max(1, files.Sum(file => file.Lines.Count));

        return share <= MayBeWider
            ? []
            : wide.Select(line => line.File.At(line.Number, $"{line.Width} columns; the usual limit is {Usual}, and {share:P1} are wider"));
    }

    private static IEnumerable<(SourceFile File, int Number, int Width)> Wide(IEnumerable<SourceFile> files, int limit)
        => from file in files
           from line in file.Lines.Index()
           where line.Item.Length > limit
               && line.Item.Length - LiteralsOn(file, line.Index) > limit
               && !line.Item.Contains("https://", StringComparison.Ordinal)
           select (file, line.Index + 1, line.Item.Length);

    private static int LiteralsOn(SourceFile file, int line)
    {
        var place = SourceText.From(file.Text).Lines[line].Span;

        return file.Syntax.DescendantTokens(place).Where(IsText).Sum(token => token.Span.Intersection(place)?.Length ?? 0);
    }

    private static bool IsText(SyntaxToken token) => token.Kind() is
        SyntaxKind.StringLiteralToken or SyntaxKind.InterpolatedStringTextToken
        or SyntaxKind.SingleLineRawStringLiteralToken or SyntaxKind.MultiLineRawStringLiteralToken;
}
