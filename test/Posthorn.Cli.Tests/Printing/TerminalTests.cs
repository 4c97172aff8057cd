using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Printing;

public sealed class TerminalTests(RunningServer server)
{
    [Fact]
    public async Task In_a_terminal_a_list_is_a_table_with_colour()
    {
        var (terminal, partner) = await WithEndpointAsync();

        var run = await terminal.RunAsync("endpoints", "list", partner);

        run.Out.ShouldContain("\e[");
        run.Out.ShouldContain("─");
        Scrubbed.Text(run.Out).ShouldBeApproved("terminal.endpoints");
    }

    [Fact]
    public async Task NO_COLOR_leaves_colour_out()
    {
        var (terminal, partner) = await WithEndpointAsync();
        terminal.Variables["NO_COLOR"] = "1";

        var run = await terminal.RunAsync("endpoints", "list", partner);

        run.Out.ShouldNotContain("\e[3");
        run.Out.ShouldContain("─");
    }

    [Fact]
    public async Task An_empty_list_tells_a_person_how_to_fill_it()
    {
        var (terminal, partner) = (server.Operator with { IsTerminal = true }, await server.NewPartnerAsync());

        (await terminal.RunAsync("endpoints", "list", partner)).Out.ShouldStartWith("No endpoints yet. Make one with:");
    }

    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("tab\tline\n", "tab\\u{9}line\\u{a}")]
    [InlineData("\e]0;title\a", "\\u{1b}]0;title\\u{7}")]
    [InlineData("abc\u202Ecba", "abc\\u{202e}cba")]
    [InlineData("Grüße, 診療所", "Grüße, 診療所")]
    public void Text_of_others_cannot_move_the_cursor_or_turn_the_writing(string text, string shown) => Printable.Of(text).ShouldBe(shown);

    private async Task<(Terminal Terminal, string Partner)> WithEndpointAsync()
    {
        var partner = await server.NewPartnerAsync();
        _ = await server.Operator.RunAsync("endpoints", "create", partner, "http://127.0.0.1:9/[brackets]", "--profile", "suki");
        return (server.Operator with { IsTerminal = true, Width = 120 }, partner);
    }
}
