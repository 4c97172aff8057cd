using Posthorn.Cli.Serving;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Serving;

public sealed class ServeTests(RunningServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-serve-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Start_up_says_where_the_store_is_what_is_open_and_where_it_listens()
    {
        var lines = server.StartUp.ReplaceLineEndings("\n").Trim().Split('\n');

        lines[0].ShouldBe($"posthorn {VersionCommand.Version}");
        lines[1].ShouldMatch(@"^Store       /.*/posthorn\.db, SQLite \d+\.\d+\.\d+ \((system|bundled)\)$");
        lines[2].ShouldBe("Endpoints   https at public addresses; OPEN beside them, plain http too: 127.0.0.0/8");
        lines[5].ShouldBe("Operator    the key in POSTHORN_OPERATOR_KEY");
        lines[6].ShouldMatch(@"^Listens at http://127\.0\.0\.1:\d+$");
        server.StartUp.ShouldNotContain(RunningServer.OperatorKey);
    }

    [Fact]
    public async Task An_operator_key_is_made_and_shown_at_the_first_start_alone()
    {
        var first = await ServeAndStopAsync();
        var second = await ServeAndStopAsync();

        first.ShouldContain("shown this once");
        second.ShouldContain("Operator    the key that was shown at the first start");
        second.ShouldNotContain("shown this once");
    }

    [Fact]
    public async Task The_key_that_was_made_opens_everything()
    {
        using var stop = new CancellationTokenSource();
        await using var output = new LineWriter(static line => StartUpLines.AddressIn(line) is not null);
        var serving = CommandTree.RunAsync(Line(), new Terminal().Surroundings(output, TextWriter.Null), stop.Token);
        var address = StartUpLines.AddressIn(await output.Found)!;
        var key = output.ToString().Split("Operator    ")[1].Split(' ')[0];

        var run = await new Terminal { Variables = { ["POSTHORN_KEY"] = key } }.RunAsync("partners", "list", "--server", address.ToString());

        run.ExitCode.ShouldBe(ExitCodes.Done);
        await stop.CancelAsync();
        (await serving).ShouldBe(ExitCodes.Done);
    }

    [Theory]
    [InlineData("--storage", "mysql:x")]
    [InlineData("--storage", "postgres:")]
    [InlineData("--urls", "https://127.0.0.1:0")]
    [InlineData("--allow-egress", "10.0.0.0/99")]
    [InlineData("--payload-limit", "10")]
    [InlineData("--egress-ca", "absent.pem")]
    public async Task An_option_that_cannot_be_is_wrong_usage_and_named(string option, string value)
    {
        var line = option switch
        {
            "--storage" => ["serve", option, value, "--urls", "http://127.0.0.1:0"],
            "--urls" => ["serve", "--storage", $"sqlite:{_folder}/posthorn.db", option, value],
            _ => (string[])[.. Line(), option, value],
        };

        var run = await new Terminal().RunStoppedAsync(line);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain(option);
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_server_on_the_same_file_is_refused()
    {
        using var stop = new CancellationTokenSource();
        await using var output = new LineWriter(static line => StartUpLines.AddressIn(line) is not null);
        var serving = CommandTree.RunAsync(Line(), new Terminal().Surroundings(output, TextWriter.Null), stop.Token);
        _ = await output.Found;

        var second = await new Terminal().RunStoppedAsync(Line());

        second.ExitCode.ShouldBe(ExitCodes.Unreachable);
        second.Out.ShouldBeEmpty();
        second.Error.ShouldStartWith("posthorn: ");
        await stop.CancelAsync();
        (await serving).ShouldBe(ExitCodes.Done);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_with_a_way_out()
    {
        var run = await new Terminal().RunAsync("serve", "--storage", $"sqlite:{_folder}/posthorn.db", "--urls", server.Url.ToString());

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Error.ShouldContain("Choose another one with --urls.");
    }

    private string[] Line() => ["serve", "--storage", $"sqlite:{_folder}/posthorn.db", "--urls", "http://127.0.0.1:0"];

    private async Task<string> ServeAndStopAsync()
    {
        using var stop = new CancellationTokenSource();
        await using var output = new LineWriter(static line => StartUpLines.AddressIn(line) is not null);
        var serving = CommandTree.RunAsync(Line(), new Terminal().Surroundings(output, TextWriter.Null), stop.Token);
        _ = await output.Found;
        await stop.CancelAsync();
        (await serving).ShouldBe(ExitCodes.Done);
        return output.ToString();
    }
}
