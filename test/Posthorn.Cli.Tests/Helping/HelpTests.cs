using System.CommandLine;
using System.Text.RegularExpressions;
using Posthorn.Cli.Helping;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Helping;

public sealed class HelpTests
{
    private static readonly Regex Word = new("""'[^']*'|"[^"]*"|\S+""", RegexOptions.None, TimeSpan.FromSeconds(1));

    private static readonly Command Root = CommandTree.Build(new Terminal().Surroundings(TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Commands => [.. All(Root).Select(HelpPage.PathOf)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task The_help_of_every_command_is_what_was_approved(string path)
    {
        var run = await new Terminal().RunAsync([.. path.Split(' ').Skip(1), "--help"]);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Error.ShouldBeEmpty();
        run.Out.ShouldBeApproved($"help.{path.Replace(' ', '-')}");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_has_an_example_and_a_group_has_commands(string path)
    {
        var command = All(Root).Single(command => HelpPage.PathOf(command) == path);
        var examples = (command as CliCommand)?.Examples ?? [];

        (examples.Count > 0 || command.Subcommands.Count > 0).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_example_is_a_line_that_the_program_takes(string path)
    {
        var command = All(Root).Single(command => HelpPage.PathOf(command) == path);
        foreach (var example in (command as CliCommand)?.Examples ?? [])
        {
            var line = example.Split(" >", 2)[0];
            var parsed = Root.Parse(Words(line).Skip(1).ToArray());

            parsed.CommandResult.Command.ShouldBe(command);
            parsed.Errors.ShouldBeEmpty();
        }
    }

    // As a shell would part them: what stands in quotes is one word.
    private static IEnumerable<string> Words(string line) =>
        Word.Matches(line).Select(static word => word.Value is ['\'' or '"', .. var inner, _] ? inner : word.Value);

    private static IEnumerable<Command> All(Command command) =>
        [command, .. command.Subcommands.Where(static subcommand => !subcommand.Hidden).SelectMany(All)];
}
