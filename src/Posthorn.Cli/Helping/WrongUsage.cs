using System.CommandLine;

namespace Posthorn.Cli.Helping;

/// <summary>What is said to a line that cannot be understood. The reason comes last, where the eye is.</summary>
internal static class WrongUsage
{
    public static int Explain(ParseResult parsed, Surroundings surroundings)
    {
        var command = parsed.CommandResult.Command;
        var path = HelpPage.PathOf(command);
        if (command.Subcommands.Any(subcommand => !subcommand.Hidden))
        {
            surroundings.Error.WriteLine(HelpPage.Of(command));

            // A group needs one of its commands; what else is wrong follows from that one missing.
            surroundings.Error.WriteLine(parsed.UnmatchedTokens.Count > 0
                ? $"{CommandTree.Name}: '{Printable.Of(parsed.UnmatchedTokens[0])}' is not a command of '{path}'."
                : $"{CommandTree.Name}: '{path}' needs one of the commands above.");
        }
        else
        {
            foreach (var error in parsed.Errors)
            {
                surroundings.Error.WriteLine($"{CommandTree.Name}: {Printable.Of(error.Message)}");
            }

            surroundings.Error.WriteLine($"Usage: {HelpPage.UsageOf(command)}");
            surroundings.Error.WriteLine($"See:   {path} --help");
        }

        return ExitCodes.WrongUsage;
    }
}
