using System.CommandLine;

namespace Posthorn.Cli.Helping;

/// <summary>What there is to say of a command, for the help page and for the reference alike.</summary>
internal sealed record CommandFacts(
    IReadOnlyList<(string Term, string Meaning)> Commands,
    IReadOnlyList<(string Term, string Meaning)> Arguments,
    IReadOnlyList<(string Term, string Meaning)> Options,
    IReadOnlyList<string> Remarks,
    IReadOnlyList<string> Examples)
{
    public static CommandFacts Of(Command command) => new(
        [.. Visible(command.Subcommands).Select(subcommand => (subcommand.Name, subcommand.Description ?? string.Empty))],
        [.. Visible(command.Arguments).Select(argument => ($"<{argument.Name}>", argument.Description ?? string.Empty))],
        [.. Visible(command.Options).Select(option => (TermOf(option), MeaningOf(option))), ("--help", "Shows this.")],
        (command as CliCommand)?.Remarks ?? [],
        (command as CliCommand)?.Examples ?? []);

    public static string TermOf(Option option) =>
        option.ValueType == typeof(bool) ? option.Name : $"{option.Name} <{option.HelpName ?? "value"}>";

    private static string MeaningOf(Option option)
    {
        var meaning = option.Description ?? string.Empty;
        meaning += option.Arity.MaximumNumberOfValues > 1 ? " May be given several times." : string.Empty;
        return option.Required ? meaning + " Required." : meaning;
    }

    private static IEnumerable<TSymbol> Visible<TSymbol>(IEnumerable<TSymbol> symbols)
        where TSymbol : Symbol => symbols.Where(symbol => !symbol.Hidden && symbol is not System.CommandLine.Help.HelpOption);
}
