using System.CommandLine;
using System.Text;

namespace Posthorn.Cli.Helping;

/// <summary>docs/cli.md: all commands, made from the commands themselves.</summary>
internal static class ReferencePage
{
    private const string Head = """
        # The command line

        Made by `posthorn docs cli` from the commands themselves; a test holds it to them. Do not edit by hand.

        Exit codes: `0` done; `1` the thing checked failed, or the server refused the request; `2` wrong usage; `3` something that was
        needed (a server, a store, an address) could not be reached; `130` stopped by Ctrl-C.

        In a terminal, lists are tables. In a pipe they are lines with tabs between the fields, the first line names them. With `--json`
        it is the server's own JSON, one document on one line, and a refusal is its problem document on the error stream.
        `NO_COLOR` set to anything leaves colour out.

        | variable | meaning |
        |---|---|
        | `POSTHORN_SERVER` | The server to call, where `--server` is not given. Default `http://127.0.0.1:8080`. |
        | `POSTHORN_KEY` | The key to call with. Better than `--key`, which other users of the machine can see. |
        | `POSTHORN_SECRET` | `sign`, `verify`, `trigger`, `check`: the secret of signatures, where no option names one. |
        | `POSTHORN_OPERATOR_KEY` | `serve`: the operator's key. Generated and printed once when it is absent at the first start. |
        | `POSTHORN_MASTER_KEY` | `serve`: the key that encrypts stored secrets. A key file beside the store is made when it is absent. |
        """;

    public static string Of(RootCommand root)
    {
        var page = new StringBuilder(Head.ReplaceLineEndings("\n")).Append('\n');
        foreach (var command in Leaves(root))
        {
            Append(page, command);
        }

        return page.ToString();
    }

    /// <summary>The commands that do something.</summary>
    public static IEnumerable<Command> Leaves(Command command)
    {
        var below = command.Subcommands.Where(static subcommand => !subcommand.Hidden).SelectMany(Leaves);
        return DoesSomething(command) ? below.Prepend(command) : below;
    }

    /// <summary>Whether it is more than a name for commands of its own: it has none, or options beside them.</summary>
    public static bool DoesSomething(Command command) =>
        command.Subcommands.All(static subcommand => subcommand.Hidden)
        || (command is CliCommand && command.Options.Any(static option => !option.Hidden && !option.Recursive));

    private static void Append(StringBuilder page, Command command)
    {
        var facts = CommandFacts.Of(command);
        page.Append($"\n## {HelpPage.PathOf(command)}\n\n{command.Description}\n\n");
        page.Append($"```\n{HelpPage.UsageOf(command)}\n```\n");
        AppendTable(page, [.. facts.Arguments, .. facts.Options.Where(option => option.Term != "--help")]);
        foreach (var remark in facts.Remarks)
        {
            page.Append($"\n{remark}\n");
        }

        if (facts.Examples.Count > 0)
        {
            page.Append($"\n```sh\n{string.Join('\n', facts.Examples)}\n```\n");
        }
    }

    private static void AppendTable(StringBuilder page, IReadOnlyList<(string Term, string Meaning)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        page.Append("\n| | |\n|---|---|\n");
        foreach (var (term, meaning) in rows)
        {
            page.Append($"| `{term}` | {meaning.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }
    }
}
