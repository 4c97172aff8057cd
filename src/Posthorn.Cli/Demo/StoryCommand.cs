using System.CommandLine;
using Posthorn.Cli.Printing;
using Posthorn.Receiver.Links;

namespace Posthorn.Cli.Demo;

/// <summary>A story as a command: told line by line, and judged by a table at its end.</summary>
internal static class StoryCommand
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    /// <param name="tell">Tells it, and says what was expected and what was seen.</param>
    public static CliCommand Create(
        string name,
        string description,
        string example,
        string remark,
        Surroundings surroundings,
        Func<Narrator, CancellationToken, Task<DemoResult>> tell)
    {
        var json = new Option<bool>("--json") { Description = "Prints the result as JSON; the story goes to the error stream." };
        var command = new CliCommand(name, description) { Examples = [example], Remarks = [remark] }.With(json);
        command.SetAction((parsed, cancellationToken) => RunAsync(surroundings, parsed.GetValue(json), tell, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        Surroundings surroundings, bool asJson, Func<Narrator, CancellationToken, Task<DemoResult>> tell, CancellationToken cancellationToken)
    {
        var narrator = new Narrator(Consoles.ForStory(surroundings, onError: asJson), surroundings.Clock);
        using var limit = new CancellationTokenSource(LongestRun, surroundings.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await tell(narrator, stop.Token);
            narrator.Conclude(result);
            if (asJson)
            {
                new Printer(surroundings).Print(Answer.Of(result, DemoJson.Default.DemoResult), asJson);
            }

            return result.Held ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            surroundings.Error.WriteLine(
                $"{CommandTree.Name}: the demo did not end within {LongestRun.TotalSeconds:0} s. What it waited for is the last line above.");
            return ExitCodes.Failed;
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or VendorCallException)
        {
            surroundings.Error.WriteLine($"{CommandTree.Name}: {failure.Message}");
            return ExitCodes.Unreachable;
        }
    }
}
