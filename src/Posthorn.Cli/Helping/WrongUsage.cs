using System.CommandLine;
using System.CommandLine.Parsing;

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
            foreach (var reason in Reasons(parsed, command))
            {
                surroundings.Error.WriteLine($"{CommandTree.Name}: {Printable.Of(reason)}");
            }

            surroundings.Error.WriteLine($"Usage: {HelpPage.UsageOf(command)}");
            surroundings.Error.WriteLine($"See:   {path} --help");
        }

        return ExitCodes.WrongUsage;
    }

    /// <summary>The library says that an argument is missing, and not which.</summary>
    private static IEnumerable<string> Reasons(ParseResult parsed, Command command)
    {
        var missing = command.Arguments
            .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && parsed.GetResult(argument) is not { Tokens.Count: > 0 })
            .Select(argument => $"<{argument.Name}> is missing.")
            .ToList();
        var others = parsed.Errors.Where(error => error.SymbolResult is not (ArgumentResult { Tokens.Count: 0 } or CommandResult) || missing.Count == 0);

        return missing.Concat(others.Select(error => error.Message));
    }
}
