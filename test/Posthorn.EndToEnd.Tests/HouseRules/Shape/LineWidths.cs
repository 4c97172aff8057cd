namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

/// <summary>No line is wider than 140 columns. A line that is one address or one literal cannot be broken, and may be.</summary>
internal static class LineWidths
{
    public const int Widest = 140;

    public static IEnumerable<Violation> Check(IEnumerable<SourceFile> files)
        => from file in files
           from line in file.Lines.Index()
           where line.Item.Length > Widest && !IsOneLiteral(line.Item.Trim()) && !line.Item.Contains("https://", StringComparison.Ordinal)
           select file.At(line.Index + 1, $"{line.Item.Length} columns; the limit is {Widest}");

    private static bool IsOneLiteral(string line) => line.TrimStart('$', '+', ' ').StartsWith('"');
}
