using System.Globalization;

namespace Posthorn.Bench.Reporting;

/// <summary>Tables in plain text that survives a pipe.</summary>
internal sealed class Rows(TextWriter writer)
{
    // Above this share of the machine in other hands a figure says more about them than about the subject.
    private const double Doubtful = 0.05;

    public void WriteMachine(MachineFacts machine)
    {
        Line($"{machine.Processors} × {machine.Processor}, {machine.MemoryBytes / 1e9:F0} GB, {machine.Kernel}, {machine.Runtime}");
        Line($"databases on {machine.FileSystem}, {machine.Store}, load {machine.LoadBefore:F2} before the run");
    }

    /// <summary>Writes rows under a title, each column as wide as it must be, the first to the left and the others to the right.</summary>
    public void Write<T>(string title, IReadOnlyList<T> rows, params ReadOnlySpan<Column<T>> columns)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var lines = Enumerable.Range(0, rows.Count + 1).Select(_ => new List<string>()).ToArray();
        foreach (var column in columns)
        {
            string[] cells = [column.Header, .. rows.Select(row => column.Value(row).ToString(CultureInfo.InvariantCulture))];
            var width = cells.Max(cell => cell.Length);
            for (var line = 0; line < cells.Length; line++)
            {
                lines[line].Add(lines[line].Count == 0 ? cells[line].PadRight(width) : cells[line].PadLeft(width));
            }
        }

        Line($"");
        Line($"{title}");
        foreach (var cells in lines)
        {
            Line($"{string.Join("  ", cells).TrimEnd()}");
        }
    }

    public void WriteTargets(IReadOnlyList<Goal> goals) => Write(
        "TARGETS",
        goals,
        new("", goal => $"{goal.Name}"),
        new("wanted", goal => $"{goal.Wanted}"),
        new("measured", goal => $"{goal.Got}"),
        new("", goal => $"{(goal.Met ? "met" : "MISSED")}"));

    /// <summary>Says what speaks against the figures.</summary>
    public void WriteDoubts(MachineFacts machine, IReadOnlyList<Figures> all)
    {
        if (machine.FileSystem == MachineFacts.InMemory)
        {
            Line($"DOUBTFUL: the databases lie in memory, where a commit costs nothing. Name a directory on a disk with --directory.");
        }

        var disturbed = all.Count(static figures => figures.ForeignCpuShare + figures.StolenCpuShare > Doubtful);
        if (disturbed > 0)
        {
            Line($"DOUBTFUL: in {disturbed} of {all.Count} measurements other programs took more than {Doubtful:P0} of the machine.");
        }
    }

    public void Line(FormattableString text) => writer.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
