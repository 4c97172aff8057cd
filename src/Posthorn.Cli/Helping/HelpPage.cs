using System.CommandLine;
using System.Text;

namespace Posthorn.Cli.Helping;

/// <summary>The help of a command as text. The same at every width, so that it can be held by a file.</summary>
internal static class HelpPage
{
    private const int Width = 100;
    private const int LongestTerm = 34;

    public static string Of(Command command)
    {
        var page = new StringBuilder();
        page.Append(Wrapped.Text(command.Description ?? string.Empty, Width, indent: 0)).Append("\n\n");
        page.Append("Usage:\n  ").Append(UsageOf(command)).Append('\n');
        var help = CommandFacts.Of(command);
        AppendList(page, "Commands", help.Commands);
        AppendList(page, "Arguments", help.Arguments);
        AppendList(page, "Options", help.Options);
        foreach (var remark in help.Remarks)
        {
            page.Append('\n').Append(Wrapped.Text(remark, Width, indent: 0)).Append('\n');
        }

        if (help.Examples.Count > 0)
        {
            page.Append("\nExample:\n");
            foreach (var example in help.Examples)
            {
                page.Append("  ").Append(example).Append('\n');
            }
        }

        return page.ToString();
    }

    public static string PathOf(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? CommandTree.Name : $"{PathOf(parent)} {command.Name}";
    }

    public static string UsageOf(Command command)
    {
        var usage = new StringBuilder(PathOf(command));
        foreach (var argument in command.Arguments.Where(argument => !argument.Hidden))
        {
            usage.Append(argument.Arity.MinimumNumberOfValues == 0 ? $" [<{argument.Name}>]" : $" <{argument.Name}>");
        }

        foreach (var option in command.Options.Where(option => option.Required))
        {
            usage.Append($" {CommandFacts.TermOf(option)}");
        }

        var choice = !command.Subcommands.Any(static subcommand => !subcommand.Hidden) ? " [options]" : ReferencePage.DoesSomething(command) ? " [<command>] [options]" : " <command>";
        return usage.Append(choice).ToString();
    }

    private static void AppendList(StringBuilder page, string title, IReadOnlyList<(string Term, string Meaning)> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        page.Append($"\n{title}:\n");
        var column = Math.Min(entries.Max(entry => entry.Term.Length), LongestTerm) + 4;
        foreach (var (term, meaning) in entries)
        {
            var text = Wrapped.Text(meaning, Width - column, indent: column);
            page.Append("  ").Append(term);
            page.Append(term.Length > LongestTerm ? "\n" + new string(' ', column) : new string(' ', column - 2 - term.Length));
            page.Append(text).Append('\n');
        }
    }
}
