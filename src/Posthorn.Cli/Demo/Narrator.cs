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
