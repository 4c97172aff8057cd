namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

/// <summary>The map of the architecture names stages by their types: a row that begins with a name in code is one.</summary>
internal static class Stages
{
    public static IEnumerable<Violation> Check(SourceFile map, IReadOnlySet<string> types)
        => from row in Rows(map)
           where !types.Contains(row.Name)
           select map.At(row.Line, $"no type is named {row.Name}; the map follows the code");

    public static IEnumerable<(int Line, string Name)> Rows(SourceFile map)
        => from line in map.Lines.Index()
           where line.Item.StartsWith("| `", StringComparison.Ordinal)
           select (line.Index + 1, line.Item.Split('`')[1]);
}
