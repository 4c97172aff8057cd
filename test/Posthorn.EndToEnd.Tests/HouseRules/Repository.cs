namespace Posthorn.EndToEnd.Tests.HouseRules;

/// <summary>The text files of this repository, read once. What builds and tools leave behind is not part of it.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs =
        new(StringComparer.Ordinal) { ".git", ".vs", ".idea", "artifacts", "bin", "obj", "node_modules", "TestResults" };

    private static readonly string[] NotText = [".png", ".ico", ".woff2", ".pfx", ".db", ".db-wal", ".db-shm", ".db.key", ".db.lock", ".db.pid", ".received.txt", ".user"];

    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static readonly Lazy<IReadOnlyList<SourceFile>> Read = new(() => [.. ReadFolder(Root)]);

    public static IReadOnlyList<SourceFile> Files => Read.Value;

    public static IEnumerable<SourceFile> CSharp => Files.Where(file => file.IsCSharp);

    public static IEnumerable<SourceFile> Product => CSharp.Where(file => file.IsUnder("src/"));

    public static IEnumerable<SourceFile> Markdown => Files.Where(file => file.IsMarkdown);

    public static SourceFile File(string path) => Files.Single(file => file.Path == path);

    private static string Find(string start)
    {
        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Posthorn.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run from inside the repository: no folder above them holds Posthorn.slnx.");
    }

    private static IEnumerable<SourceFile> ReadFolder(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileName(path) != ".git" && !NotText.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new(Path.GetRelativePath(Root, path).Replace('\\', '/'), System.IO.File.ReadAllText(path));
            }
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (!NotOurs.Contains(Path.GetFileName(inner)))
            {
                foreach (var file in ReadFolder(inner))
                {
                    yield return file;
                }
            }
        }
    }
}
