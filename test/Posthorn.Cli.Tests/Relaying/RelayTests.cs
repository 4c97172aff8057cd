using Posthorn.Cli.Tests.Running;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Cli.Tests.Relaying;

public sealed class RelayTests
{
    [Fact]
    public async Task It_says_where_vendors_post_and_shows_a_made_token_once()
    {
        await using var relay = await RelayInForeground.StartAsync(withToken: false);

        new Run(ExitCodes.Done, relay.StartUp, "").ShouldBeApproved("relay.start");
    }

    [Fact]
    public async Task A_token_that_was_given_is_not_said_again()
    {
        await using var relay = await RelayInForeground.StartAsync();

        relay.StartUp.ShouldNotContain("not-shown");
        relay.StartUp.ShouldContain("as given");
    }

    [Theory]
    [InlineData("--storage", "postgres:Host=x", "--storage: give sqlite:")]
    [InlineData("--urls", "https://127.0.0.1:1", "--urls: give http://ADDRESS:PORT")]
    [InlineData("--keep", "soon", "--keep: give a number with m, h or d")]
    [InlineData("--keep-bytes", "10", "--keep-bytes: give at least")]
    [InlineData("--body-limit", "10", "--body-limit: give a number")]
    [InlineData("--source", "a/b", "--source: give 1 to 64 letters")]
    [InlineData("--token-file", "/nowhere/token", "there is no file '/nowhere/token'")]
    public async Task What_makes_no_sense_is_told_and_nothing_starts(string option, string value, string told)
    {
        var run = await new Terminal().RunStoppedAsync("relay", "--source", "suki", option, value);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain(told);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_with_a_way_out()
    {
        await using var other = await TestEndpoint.StartAsync();
        var folder = Directory.CreateTempSubdirectory("posthorn-relay-cli-").FullName;
        var run = await new Terminal().RunAsync("relay", "--source", "suki", "--storage", $"sqlite:{folder}/relay.db", "--urls", $"http://{other.Address}");
        Directory.Delete(folder, recursive: true);

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Error.ShouldContain("Choose another one with --urls.");
    }
}
