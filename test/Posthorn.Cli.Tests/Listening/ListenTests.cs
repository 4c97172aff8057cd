using System.Text.Json;
using System.Threading.Channels;
using Posthorn.Cli.Tests.Relaying;
using Posthorn.Cli.Tests.Running;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Cli.Tests.Listening;

public sealed class ListenTests
{
    private const string Body = "{\"type\":\"session.completed\",\"patient\":\"Jane Roe\"}";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_a_pipe_each_arrival_is_a_line_without_content(bool asJson)
    {
        await using var relay = await RelayInForeground.StartAsync();
        await using var target = await TestEndpoint.StartAsync();
        await relay.PostAsync(Body);
        await using var output = new LineWriter(static _ => true);
        using var stop = new CancellationTokenSource();
        var surroundings = WithToken().Surroundings(output, TextWriter.Null);

        var listening = CommandTree.RunAsync(relay.Listen(To(target), asJson ? ["--json"] : []), surroundings, stop.Token);
        var line = await output.Found.WaitAsync(Patience);
        await stop.CancelAsync();

        (await listening).ShouldBe(ExitCodes.Done);
        output.ToString().ShouldNotContain("Jane");
        if (asJson)
        {
            var json = JsonDocument.Parse(line).RootElement;
            json.GetProperty("sequence").GetInt64().ShouldBe(1);
            json.GetProperty("type").GetString().ShouldBe("session.completed");
            json.GetProperty("status").GetInt32().ShouldBe(204);
        }
        else
        {
            line.Split('\t')[1..7].ShouldBe(["1", "POST", "/in/suki", "session.completed", "49", "204"]);
        }
    }

    [Fact]
    public async Task In_a_terminal_values_are_seen_by_whoever_asks_for_them()
    {
        await using var relay = await RelayInForeground.StartAsync();
        await using var target = await TestEndpoint.StartAsync();
        await relay.PostAsync(Body);
        var keys = Channel.CreateUnbounded<ConsoleKeyInfo>();
        await using var screen = new ScreenWriter();
        var surroundings = (WithToken() with { IsTerminal = true, Keys = keys.Reader }).Surroundings(screen, TextWriter.Null);

        var listening = CommandTree.RunAsync(relay.Listen(To(target)), surroundings, TestContext.Current.CancellationToken);
        await screen.UntilAsync("session.completed");
        Press(keys, '\r', ConsoleKey.Enter);
        await screen.UntilAsync("X-Patient: ***");
        screen.Everything.ShouldNotContain("Jane");
        Press(keys, 'm', ConsoleKey.M);
        await screen.UntilAsync("X-Patient: Jane Roe");
        Press(keys, 'r', ConsoleKey.R);
        await screen.UntilAsync("1 forwarded again: 204");
        Press(keys, 'q', ConsoleKey.Q);

        (await listening.WaitAsync(Patience)).ShouldBe(ExitCodes.Done);
        target.Received.Count.ShouldBe(2);
        target.Received[1].Body.ToArray().ShouldBe(target.Received[0].Body.ToArray());
    }

    [Fact]
    public async Task A_refused_token_is_exit_code_1()
    {
        await using var relay = await RelayInForeground.StartAsync();
        var run = await new Terminal { Variables = { ["POSTHORN_RELAY_TOKEN"] = "another-token-altogether" } }.RunAsync(relay.Listen(new("http://127.0.0.1:9/")));

        run.ExitCode.ShouldBe(ExitCodes.Failed);
        run.Error.ShouldContain("does not take this token");
    }

    [Fact]
    public async Task A_relay_that_is_not_there_is_exit_code_3()
    {
        var folder = Directory.CreateTempSubdirectory("posthorn-listen-").FullName;
        var run = await WithToken().RunAsync(
            "listen", "--relay", "http://127.0.0.1:9", "--source", "suki", "--to", "http://127.0.0.1:9/", "--cursor", Path.Combine(folder, "cursor"));
        Directory.Delete(folder, recursive: true);

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Error.ShouldContain("The relay could not be reached.");
    }

    [Theory]
    [InlineData("--relay", "ftp://relay.example", "--relay: give an address")]
    [InlineData("--to", "localhost:3000", "--to: give an address")]
    [InlineData("--source", "a/b", "--source: give 1 to 64 letters")]
    [InlineData("--listener", "a b", "--listener: give 1 to 64 letters")]
    [InlineData("--allow-egress", "everything", "--allow-egress: give a range")]
    [InlineData("--token-env", "NOWHERE", "--token-env: there is no environment variable NOWHERE")]
    [InlineData("--token-file", "/nowhere/token", "--token-file: there is no file")]
    [InlineData("--timeout", "0", "--timeout must be")]
    public async Task What_makes_no_sense_is_told_with_the_flag(string option, string value, string told)
    {
        string[] usual = ["--relay", "http://127.0.0.1:9", "--source", "suki", "--to", "http://127.0.0.1:9/"];
        var at = Array.IndexOf(usual, option);
        string[] line = at < 0 ? [.. usual, option, value] : [.. usual[..(at + 1)], value, .. usual[(at + 2)..]];
        var run = await WithToken().RunStoppedAsync(["listen", .. line]);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain(told);
    }

    private static Terminal WithToken() => new() { Variables = { ["POSTHORN_RELAY_TOKEN"] = RelayInForeground.Token } };

    private static Uri To(TestEndpoint target) => new($"http://{target.Address}/webhooks/suki");

    private static void Press(Channel<ConsoleKeyInfo> keys, char character, ConsoleKey key) =>
        keys.Writer.TryWrite(new(character, key, shift: false, alt: false, control: false)).ShouldBeTrue();
}
