using Posthorn.Cli.Printing;
using Posthorn.Testing.Checking;
using Spectre.Console;

namespace Posthorn.Cli.Checking;

/// <summary>What a waiting person sees: the check that is being asked, and each that has ended.</summary>
internal sealed class LiveProgress(Surroundings surroundings)
{
    private readonly IAnsiConsole _console = Consoles.ForStory(surroundings, onError: true);

    public void Starting(string title, int number, int count)
    {
        if (surroundings.ErrorIsTerminal)
        {
            // The same line again and again: it is gone when there is something to keep.
            surroundings.Error.Write($"\r\u001b[K  {number}/{count}  {title}");
            surroundings.Error.Flush();
        }
    }

    public void Done(CheckResult result)
    {
        if (surroundings.ErrorIsTerminal)
        {
            surroundings.Error.Write("\r\u001b[K");
        }

        if (result.Outcome == CheckOutcome.Failed)
        {
            _console.MarkupLineInterpolated($"  [red]failed[/]  {result.Level.ToString().ToUpperInvariant(),-6}  {result.Id}  {result.Finding}");
        }
    }
}
