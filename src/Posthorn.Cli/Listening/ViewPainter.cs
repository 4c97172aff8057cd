using Posthorn.Cli.Printing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Posthorn.Cli.Listening;

/// <summary>Puts lines on a terminal's other screen, all at once, and gives the first one back in the end.</summary>
internal sealed class ViewPainter(Surroundings surroundings)
{
    private const string Begin = "\e[?1049h\e[?25l";
    private const string End = "\e[?25h\e[?1049l";
    private const string Home = "\e[H";
    private const string ClearLine = "\e[K";
    private const string ClearBelow = "\e[J";

    public void Open() => Write(Begin);

    public void Close() => Write(End);

    public void Paint(IReadOnlyList<ScreenLine> lines, int width)
    {
        using var screen = new StringWriter { NewLine = "\n" };
        var console = Consoles.ForOut(surroundings with { Out = screen, Width = Math.Max(width, 1) + 1 });
        screen.Write(Home);
        foreach (var (index, line) in lines.Index())
        {
            screen.Write(index == 0 ? "" : "\r\n");
            foreach (var segment in Cropped(SegmentsOf(line), width))
            {
                console.Write(new Text(segment.Text, segment.Style));
            }

            screen.Write(ClearLine);
        }

        screen.Write(ClearBelow);
        Write(screen.ToString());
    }

    private static IEnumerable<Segment> Cropped(IEnumerable<Segment> segments, int width)
    {
        var left = width;
        foreach (var segment in segments)
        {
            if (left <= 0 || Segment.Truncate(segment, left) is not { } fitting)
            {
                yield break;
            }

            yield return fitting;
            left -= segment.CellCount();
        }
    }

    private static IEnumerable<Segment> SegmentsOf(ScreenLine line) =>
        from word in line.Words
        where word.Text.Length > 0
        let style = Consoles.StyleOf(word.Tone)
        select new Segment(Printable.Of(word.Text), line.IsMarked ? style.Combine(new Style(decoration: Decoration.Bold)) : style);

    private void Write(string text)
    {
        surroundings.Out.Write(text);
        surroundings.Out.Flush();
    }
}
