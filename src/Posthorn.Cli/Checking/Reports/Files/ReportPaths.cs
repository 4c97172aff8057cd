namespace Posthorn.Cli.Checking.Reports.Files;

/// <summary>Where reports go; null where one is not asked for.</summary>
internal sealed record ReportPaths
{
    public string? Html { get; init; }

    public string? JUnit { get; init; }

    public string? Sarif { get; init; }

    public string? Badge { get; init; }

    public IReadOnlyList<ReportFile> All =>
    [
        .. new (string Flag, string? Path)[] { ("--html", Html), ("--junit", JUnit), ("--sarif", Sarif), ("--badge", Badge) }
            .Where(static one => one.Path is not null)
            .Select(static one => new ReportFile(one.Flag, one.Path!)),
    ];

    /// <summary>What is wrong with the paths as far as it can be seen before a check that takes minutes.</summary>
    /// <returns>A line for each, which names the flag; none where all looks well.</returns>
    public IReadOnlyList<string> Problems()
    {
        var all = All;
        return
        [
            .. from file in all
               let problem = WholeFile.Problem(file.Path)
               where problem is not null
               select $"{file.Flag}: {problem}",
            .. from pair in all.GroupBy(static file => WholeFile.Name(file.Path))
               where pair.Key.Length > 0 && pair.Count() > 1
               select $"{string.Join(" and ", pair.Select(static file => file.Flag))}: they name the same file.",
        ];
    }
}
