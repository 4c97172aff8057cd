namespace Posthorn.Cli.Printing;

/// <summary>Something to read: a list with named columns, or the facts of one thing.</summary>
internal abstract record Sheet
{
    private Sheet()
    {
    }

    /// <param name="Columns">Names of the columns.</param>
    /// <param name="Rows">As many cells in each as there are columns.</param>
    /// <param name="Nothing">What to tell a person when there are no rows.</param>
    public sealed record List(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows, string Nothing) : Sheet;

    public sealed record Facts(params IReadOnlyList<(string Name, Cell Value)> Rows) : Sheet;

    /// <summary>Lines that are the same for a person and a pipe.</summary>
    public sealed record Text(IReadOnlyList<string> Lines) : Sheet;
}
