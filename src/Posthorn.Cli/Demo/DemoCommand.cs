using Posthorn.Cli.Demo.Chapters;
using Posthorn.Cli.Demo.Quickstarts;

namespace Posthorn.Cli.Demo;

internal static class DemoCommand
{
    private const string Remark =
        "Starts a server of its own on a temporary file and three partners' endpoints on loopback; nothing else is touched, and nothing is left behind. "
            + "The receivers verify signatures by code of their own. Exit code 0 only if every expectation of the table at the end held.";

    private const string Quickstart =
        "Starts an emulator of the vendor and a partner's application with Posthorn.Receiver, both on loopback and with temporary files; nothing else is touched. "
            + "Exit code 0 only if every expectation of the table at the end held.";

    public static CliCommand Create(Surroundings surroundings)
    {
        var command = StoryCommand.Create(
            "demo",
            "Shows on this machine what Posthorn does, and checks it: three clinics, a kill, a replay.",
            "posthorn demo",
            Remark,
            surroundings,
            (narrator, stop) => TellAsync(narrator, surroundings.Clock, stop));
        command.Subcommands.Add(StoryCommand.Create(
            "suki",
            "Suki's whole quickstart: log in, stream audio, be notified, follow each link.",
            "posthorn demo suki",
            Quickstart,
            surroundings,
            (narrator, stop) => SukiQuickstart.TellAsync(narrator, surroundings.Clock, stop)));
        command.Subcommands.Add(StoryCommand.Create(
            "sully",
            "Sully's: upload a recording, have a note and codes made of it, be notified of each.",
            "posthorn demo sully",
            Quickstart,
            surroundings,
            (narrator, stop) => SullyQuickstart.TellAsync(narrator, surroundings.Clock, stop)));
        command.Subcommands.Add(StoryCommand.Create(
            "lost",
            "Suki's one POST is lost: the partner notices, asks, and handles the session once.",
            "posthorn demo lost",
            Quickstart,
            surroundings,
            (narrator, stop) => LostPost.TellAsync(narrator, surroundings.Clock, stop)));
        return command;
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
