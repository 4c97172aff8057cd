using System.CommandLine;
using Posthorn.Cli.Demo.Chapters;
using Posthorn.Cli.Printing;

namespace Posthorn.Cli.Demo;

internal static class DemoCommand
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    public static CliCommand Create(Surroundings surroundings)
    {
        var json = new Option<bool>("--json") { Description = "Prints the result as JSON; the story goes to the error stream." };
        var command = new CliCommand("demo", "Shows on this machine what Posthorn does, and checks it: three clinics, a kill, a replay.")
        {
            Examples = ["posthorn demo"],
            Remarks =
            [
                "Starts a server of its own on a temporary file and three partners' endpoints on loopback; nothing else is touched, and nothing is left behind. "
                    + "The receivers verify signatures by code of their own. Exit code 0 only if every expectation of the table at the end held.",
            ],
        }.With(json);
        command.SetAction((parsed, cancellationToken) => RunAsync(surroundings, parsed.GetValue(json), cancellationToken));

        return command;
    }

    private static async Task<int> RunAsync(Surroundings surroundings, bool asJson, CancellationToken cancellationToken)
    {
        var narrator = new Narrator(Consoles.ForStory(surroundings, onError: asJson), surroundings.Clock);
        using var limit = new CancellationTokenSource(LongestRun, surroundings.Clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var result = await TellAsync(narrator, surroundings.Clock, stop.Token);
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
        catch (IOException failure)
        {
            surroundings.Error.WriteLine($"{CommandTree.Name}: {failure.Message}");
            return ExitCodes.Unreachable;
        }
    }

    private static async Task<DemoResult> TellAsync(Narrator narrator, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var stage = await DemoStage.SetUpAsync(OwnProgram.Command, narrator, clock, cancellationToken);
        await FirstVisits.TellAsync(stage, cancellationToken);
        await KillInTheMiddle.TellAsync(stage, cancellationToken);
        await SecretRotation.TellAsync(stage, cancellationToken);
        await ReplayOfDeadLetters.TellAsync(stage, cancellationToken);
        return await Reckoning.OfAsync(stage, cancellationToken);
    }
}
