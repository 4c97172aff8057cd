using System.Globalization;
using Posthorn.Cli.Printing;
using Spectre.Console;

namespace Posthorn.Cli.Demo;

/// <summary>Tells what happens, one line each.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class Narrator(IAnsiConsole console, TimeProvider clock)
{
    private const int WhoWidth = 22;

    private readonly Lock _gate = new();
    private readonly long _start = clock.GetTimestamp();

    public TimeSpan Elapsed => clock.GetElapsedTime(_start);

    public void Title(string text)
    {
        lock (_gate)
        {
            console.WriteLine();
            console.Write(new Text(text + Environment.NewLine, new Style(decoration: Decoration.Bold)));
        }
    }

    /// <summary>The table at the end: a table in a pipe too, for it is read as the story is.</summary>
    public void Conclude(DemoResult result)
    {
        var table = new Table { Border = TableBorder.Simple };
        _ = table.AddColumns("expectation", "expected", "seen", "held");
        foreach (var one in result.Expectations)
        {
            var held = one.Held ? new Text("yes", Consoles.StyleOf(Tone.Good)) : new Text("NO", Consoles.StyleOf(Tone.Bad));
            _ = table.AddRow(new Text(one.What), new Text(Words.Of(one.Expected)), new Text(Words.Of(one.Seen)), held);
        }

        lock (_gate)
        {
            console.WriteLine();
            console.Write(table);
            var last = string.Create(CultureInfo.InvariantCulture, $"{result.Events} events, {result.Requests} requests, {result.Seconds:0.0} s: ");
            console.Write(result.Held
                ? new Text(last + "every expectation held." + Environment.NewLine, Consoles.StyleOf(Tone.Good))
                : new Text(last + "NOT every expectation held." + Environment.NewLine, Consoles.StyleOf(Tone.Bad)));
        }
    }

    public void Say(string who, string text, Tone tone = Tone.Plain)
    {
        var seconds = Elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            console.Write(new Text($"{seconds,6} s  ", Consoles.StyleOf(Tone.Faint)));
            console.Write(new Text(who.PadRight(WhoWidth), Consoles.StyleOf(Tone.Faint)));
            console.Write(new Text(text + Environment.NewLine, Consoles.StyleOf(tone)));
        }
    }
}
