using Spectre.Console;

namespace Posthorn.Cli.Printing;

/// <summary>Prints answers: tables for a terminal, lines with tabs for a pipe, JSON for machines.</summary>
internal sealed class Printer(Surroundings surroundings)
{
    private readonly IAnsiConsole _console = Consoles.ForOut(surroundings);

    public void Print(Answer answer, bool asJson)
    {
        if (asJson && answer.Json is { } json)
        {
            surroundings.Out.WriteLine(System.Text.Encoding.UTF8.GetString(json));
        }
        else
        {
            foreach (var (index, sheet) in answer.Sheets.Index())
            {
                if (index > 0)
                {
                    surroundings.Out.WriteLine();
                }

                Print(sheet);
            }
        }

        // A machine has been told everything already.
        if (!asJson || answer.ExitCode != ExitCodes.Done)
        {
            foreach (var note in answer.Notes)
            {
                surroundings.Error.WriteLine(note);
            }
        }
    }

    private void Print(Sheet sheet)
    {
        switch (sheet)
        {
            case Sheet.List { Rows.Count: 0 } list when surroundings.OutIsTerminal:
                surroundings.Out.WriteLine(list.Nothing);
                break;
            case Sheet.List list when surroundings.OutIsTerminal:
                _console.Write(TableOf(list));
                break;
            case Sheet.Facts facts when surroundings.OutIsTerminal:
                _console.Write(GridOf(facts));
                break;
            case Sheet.Text text:
                foreach (var line in text.Lines)
                {
                    surroundings.Out.WriteLine(Printable.Of(line));
                }

                break;
            case Sheet.List list:
                PrintLine([.. list.Columns.Select(column => (Cell)column)]);
                foreach (var row in list.Rows)
                {
                    PrintLine(row);
                }

                break;
            case Sheet.Facts facts:
                foreach (var (name, value) in facts.Rows)
                {
                    PrintLine([name, value]);
                }

                break;
        }
    }

    private void PrintLine(IReadOnlyList<Cell> cells) =>
        surroundings.Out.WriteLine(string.Join('\t', cells.Select(cell => Printable.Of(cell.Text))));

    private static Table TableOf(Sheet.List list)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in list.Columns)
        {
            // An id broken over two lines cannot be copied.
            var title = new Text(column, new Style(decoration: Decoration.Bold));
            table.AddColumn(new TableColumn(title) { NoWrap = column.EndsWith("id", StringComparison.Ordinal) });
        }

        foreach (var row in list.Rows)
        {
            table.AddRow(row.Select(Text));
        }

        return table;
    }

    private static Grid GridOf(Sheet.Facts facts)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true }).AddColumn();
        foreach (var (name, value) in facts.Rows)
        {
            grid.AddRow(Text(new(name, Tone.Faint)), Text(value));
        }

        return grid;
    }

    private static Text Text(Cell cell) => new(Printable.Of(cell.Text), Consoles.StyleOf(cell.Tone));
}
