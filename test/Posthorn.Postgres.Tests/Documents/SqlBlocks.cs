namespace Posthorn.Postgres.Tests.Documents;

/// <summary>The SQL that a document shows.</summary>
internal static class SqlBlocks
{
    private const string Begin = "```sql";
    private const string End = "```";

    /// <returns>Each block with the number of its first line.</returns>
    public static IEnumerable<(int Line, string Sql)> In(IReadOnlyList<string> lines)
        => from line in lines.Index()
           where line.Item == Begin
           select (line.Index + 2, string.Join('\n', lines.Skip(line.Index + 1).TakeWhile(one => one != End)));

    /// <summary>The lines of a document of the repository.</summary>
    public static string[] Read(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Posthorn.slnx")))
            {
                return File.ReadAllLines(Path.Combine(folder.FullName, path));
            }
        }

        throw new InvalidOperationException("The tests run from inside the repository: no folder above them holds Posthorn.slnx.");
    }
}
