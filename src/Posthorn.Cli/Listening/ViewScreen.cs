using System.Globalization;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Listening;

/// <summary>State → the lines of a screen of this size. A pure function: what a person sees is tested without a terminal.</summary>
internal static class ViewScreen
{
    private const int Narrow = 70;
    private const string Keys = "↑↓ select  Enter open  m values  r again  / filter  q quit";
    private const string KeysOfOpen = "↑↓ scroll  Enter back  m values  r again  q quit";

    public static IReadOnlyList<ScreenLine> Lines(ViewState state, int width, int height)
    {
        var rows = Math.Max(1, height - 3);
        var content = state is { IsOpen: true, Selected: { } open } ? OpenOf(state, open, rows) : ListOf(state, width, rows);
        return
        [
            new(false, new Cell(state.Title, Tone.Plain), new(string.Create(CultureInfo.InvariantCulture, $"  {state.Forwarded} forwarded"), Tone.Faint)),
            .. content,
            .. Enumerable.Repeat(new ScreenLine(false), rows - content.Count),
            new(false, new Cell(state.Standing, state.Standing.StartsWith("connected", StringComparison.Ordinal) ? Tone.Good : Tone.Waiting), new(state.Word.Length > 0 ? "  " + state.Word : "", Tone.Plain)),
            new(false, new Cell(Footer(state), Tone.Faint)),
        ];
    }

    private static string Footer(ViewState state) => state switch
    {
        { IsTyping: true } => $"/{state.Filter}▏ Enter keeps it, Esc clears it",
        { IsOpen: true } => (state.ShowsValues ? "VALUES SHOWN  " : "values masked  ") + KeysOfOpen,
        { Filter.Length: > 0 } => $"filter: {state.Filter}  {Keys}",
        _ => Keys,
    };

    private static List<ScreenLine> ListOf(ViewState state, int width, int rows)
    {
        var shown = state.Shown;
        if (shown.Count == 0)
        {
            return [new(false, new Cell(state.Filter.Length > 0 ? "Nothing with this text has come yet." : "Nothing has come yet.", Tone.Faint))];
        }

        // The selected one is always on the screen, and the newest ones with it where they fit.
        var selected = state.IndexOf(shown);
        var first = Math.Max(0, Math.Min(selected, shown.Count - rows));
        return [.. shown.Skip(first).Take(rows).Select((entry, row) => LineOf(entry, first + row == selected, width))];
    }

    private static ScreenLine LineOf(Entry entry, bool isSelected, int width)
    {
        var arrival = entry.Arrival;
        List<Cell> words =
        [
            new(isSelected ? "› " : "  ", Tone.Plain),
            new(arrival.ReceivedAt.ToString("HH:mm:ss ", CultureInfo.InvariantCulture), Tone.Faint),
            new(string.Create(CultureInfo.InvariantCulture, $"{arrival.Sequence,6} "), Tone.Plain),
            new($"{entry.Outcome,-4}", ToneOf(entry)),
            new(string.Create(CultureInfo.InvariantCulture, $"{entry.Result.Took.TotalMilliseconds,6:0} ms "), Tone.Faint),
        ];
        if (width >= Narrow)
        {
            words.Add(new($"{arrival.Request.Method,-5}", Tone.Plain));
            words.Add(new(string.Create(CultureInfo.InvariantCulture, $"{arrival.Request.Body.Length,8} B  "), Tone.Faint));
        }

        words.Add(new(entry.Word is { } word ? word + "  " : "", Tone.Plain));
        words.Add(new(arrival.Request.Path, Tone.Faint));
        return new(isSelected, [.. words]);
    }

    private static List<ScreenLine> OpenOf(ViewState state, Entry entry, int rows)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"{entry.Arrival.Sequence}  {entry.Arrival.Id}  {Times.Text(entry.Arrival.ReceivedAt)}  {entry.Outcome}");
        var lines = ShownContent.Lines(entry.Arrival.Request, masked: !state.ShowsValues).ToList();
        state.Scroll = Math.Clamp(state.Scroll, 0, Math.Max(0, lines.Count - (rows - 2)));
        return
        [
            .. new ScreenLine[] { new(false, new Cell(head, Tone.Plain)), new(false) }.Take(rows),
            .. lines.Skip(state.Scroll).Take(rows - 2).Select(static line => new ScreenLine(false, new Cell(line, Tone.Plain))),
        ];
    }

    private static Tone ToneOf(Entry entry) => entry.Result.Status switch
    {
        >= 200 and < 300 => Tone.Good,
        >= 300 and < 500 => Tone.Waiting,
        _ => Tone.Bad,
    };
}
