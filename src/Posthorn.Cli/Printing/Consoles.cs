using Spectre.Console;

namespace Posthorn.Cli.Printing;

/// <summary>The terminal as Spectre sees it: only what we know of it, nothing guessed from variables of build machines.</summary>
internal static class Consoles
{
    private const int LongestLine = 400;

    public static IAnsiConsole ForOut(Surroundings surroundings) => Make(surroundings, surroundings.Out, surroundings.OutIsTerminal);

    /// <summary>For lines of any length, which the terminal itself breaks.</summary>
    public static IAnsiConsole ForStory(Surroundings surroundings, bool onError)
    {
        var console = onError
            ? Make(surroundings, surroundings.Error, surroundings.ErrorIsTerminal)
            : Make(surroundings, surroundings.Out, surroundings.OutIsTerminal);
        console.Profile.Width = LongestLine;
        return console;
    }

    public static Style StyleOf(Tone tone) => tone switch
    {
        Tone.Good => new Style(Color.Green),
        Tone.Waiting => new Style(Color.Yellow),
        Tone.Bad => new Style(Color.Red),
        Tone.Faint => new Style(Color.Grey),
        _ => Style.Plain,
    };

    private static IAnsiConsole Make(Surroundings surroundings, TextWriter writer, bool isTerminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isTerminal && !IsDumb(surroundings) ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = surroundings.NoColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = surroundings.Width;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static bool IsDumb(Surroundings surroundings) => surroundings.Variable("TERM") == "dumb";
}
