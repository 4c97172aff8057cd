using System.CommandLine;
using Posthorn.Cli.Helping;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Helping;

/// <summary>What every command has, whoever adds it. (HelpTests hold each help page to an approved one.)</summary>
public sealed class MannersTests
{
    private static readonly string[] SecretWords = ["secret", "key", "token", "password"];

    private static readonly Command Root = CommandTree.Build(new Terminal().Surroundings(TextWriter.Null, TextWriter.Null));

    public static TheoryData<string> Commands => [.. All(Root).Select(HelpPage.PathOf)];

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_command_is_described_in_a_sentence_and_so_is_each_of_its_options(string path)
    {
        var command = Find(path);

        command.Description.ShouldNotBeNull().ShouldEndWith(".");
        foreach (var option in command.Options.Where(static option => !option.Hidden && option is not System.CommandLine.Help.HelpOption))
        {
            option.Description.ShouldNotBeNullOrWhiteSpace(option.Name);
            option.Name.ShouldStartWith("--");
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void No_secret_has_to_stand_on_a_command_line(string path)
    {
        var command = Find(path);

        command.Options.Where(static option => option.Required).ShouldAllBe(
            static option => !SecretWords.Any(word => option.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        command.Arguments.ShouldAllBe(static argument => !SecretWords.Any(word => argument.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_does_something_has_examples_that_begin_with_its_name(string path)
    {
        var command = Find(path);
        if (command.Subcommands.Any(static below => !below.Hidden))
        {
            return;
        }

        var examples = command.ShouldBeOfType<CliCommand>().Examples;
        examples.ShouldNotBeEmpty();
        examples.ShouldAllBe(example => example == path || example.StartsWith(path + " ", StringComparison.Ordinal));
    }

    private static Command Find(string path) => All(Root).Single(command => HelpPage.PathOf(command) == path);

    private static IEnumerable<Command> All(Command command) =>
        [command, .. command.Subcommands.Where(static subcommand => !subcommand.Hidden).SelectMany(All)];
}
