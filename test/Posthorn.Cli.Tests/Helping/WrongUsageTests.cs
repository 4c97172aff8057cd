using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Helping;

public sealed class WrongUsageTests
{
    [Fact]
    public async Task An_unknown_command_gets_the_help_on_the_error_stream()
    {
        var run = await new Terminal().RunAsync("frobnicate");

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("Commands:");
        run.Error.ShouldEndWith("posthorn: 'frobnicate' is not a command of 'posthorn'.\n");
    }

    [Theory]
    [InlineData]
    [InlineData("partners")]
    public async Task A_group_without_a_command_says_which_there_are(params string[] line)
    {
        var run = await new Terminal().RunAsync(line);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain("needs one of the commands above");
    }

    [Theory]
    [InlineData("<type> is missing", "events", "send", "ptn_1", "--data", "{}")]
    [InlineData("--profile", "endpoints", "create", "ptn_1", "https://clinic.example/")]
    [InlineData("--since must be a time", "endpoints", "replay", "ptn_1", "ep_1", "--since", "yesterday")]
    [InlineData("'lost' is not one of: dead, delivered, cancelled, missed", "endpoints", "replay", "ptn_1", "ep_1", "--since", "2026-11-20T09:30:00Z", "--states", "lost")]
    [InlineData("'admin' is not one of: publisher, partner, operator", "keys", "create", "ptn_1", "--scope", "admin")]
    [InlineData("--limit must be 1 to 1000", "events", "list", "ptn_1", "--limit", "0")]
    [InlineData("--max-concurrency must be a whole number", "endpoints", "update", "ptn_1", "ep_1", "--max-concurrency", "1.5")]
    [InlineData("--server must be an http or https address", "partners", "list", "--server", "ftp://somewhere")]
    [InlineData("'--nonsense'", "partners", "list", "--nonsense")]
    [InlineData("nothing is named that shall change", "endpoints", "update", "ptn_1", "ep_1")]
    [InlineData("add --yes", "endpoints", "delete", "ptn_1", "ep_1")]
    [InlineData("there is no data", "events", "send", "ptn_1", "session.completed")]
    [InlineData("line 1, byte 12", "events", "send", "ptn_1", "session.completed", "--data", "{\"a\":1,\"b\":}")]
    [InlineData("Which one is meant?", "events", "send", "ptn_1", "session.completed", "--data", "{}", "--file", "x.json")]
    [InlineData("there is no file 'absent.json'", "events", "send", "ptn_1", "session.completed", "--file", "absent.json")]
    [InlineData("there is no file 'absent.txt'", "endpoints", "rotate", "ptn_1", "ep_1", "--secret-file", "absent.txt")]
    [InlineData("--retention-days must be 0 to 3653", "serve", "--retention-days", "-1")]
    public async Task A_line_that_makes_no_sense_is_told_why(string reason, params string[] line)
    {
        var run = await new Terminal().RunAsync(line);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldContain(reason);
    }

    [Fact]
    public async Task A_server_in_the_environment_that_is_no_address_is_wrong_usage()
    {
        var run = await new Terminal { Variables = { ["POSTHORN_SERVER"] = "clinic" } }.RunAsync("partners", "list");

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain("POSTHORN_SERVER");
    }

    [Fact]
    public async Task What_was_typed_cannot_move_the_cursor()
    {
        var run = await new Terminal().RunAsync("\e[2Jgone");

        run.Error.ShouldNotContain("\e");
        run.Error.ShouldContain("\\u{1b}[2Jgone");
    }
}
