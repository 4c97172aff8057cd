using System.Text.Json;
using Posthorn.Cli.Tests.Running;
using Posthorn.Protocol.Profiles;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Tests.Checking;

/// <summary><c>posthorn check</c> as it is typed.</summary>
public sealed class CheckTests
{
    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    [InlineData("standard")]
    public async Task The_library_s_own_receiver_agrees_to_be_checked_and_passes_clean(string name)
    {
        Profile.TryGet(name, out var profile).ShouldBeTrue();
        await using var receiver = await OwnReceiver.StartAsync(profile);

        var run = await TerminalWith(profile).RunAsync("check", receiver.Url, "--profile", name, "--pace-time", "1", "--strict", "--json");

        run.ExitCode.ShouldBe(ExitCodes.Done, run.Out + run.Error);
        using var report = JsonDocument.Parse(run.Out);
        report.RootElement.GetProperty("passed").GetBoolean().ShouldBeTrue();
        report.RootElement.GetProperty("evidence").GetString().ShouldBe("the receiver's counter of effects");
        report.RootElement.GetProperty("results").EnumerateArray().Select(static one => one.GetProperty("outcome").GetString()).ShouldNotContain("unproven");
    }

    [Fact]
    public async Task Nobody_is_checked_who_does_not_agree()
    {
        await using var receiver = await OwnReceiver.StartAsync(Profile.Suki, agrees: false);

        var run = await TerminalWith(Profile.Suki).RunAsync("check", receiver.Url, "--profile", "suki");

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain("--i-own-this-endpoint");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_secret_is_no_consent()
    {
        await using var receiver = await OwnReceiver.StartAsync(Profile.Suki);

        var run = await new Terminal { Variables = { ["POSTHORN_SECRET"] = TestSecrets.OtherOf(Profile.Suki.Scheme) } }.RunAsync("check", receiver.Url, "--profile", "suki");

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
    }

    [Fact]
    public async Task Who_does_not_answer_cannot_be_checked()
    {
        var run = await TerminalWith(Profile.Suki).RunAsync("check", "http://127.0.0.1:1/webhooks?key=not-shown", "--profile", "suki");

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Error.ShouldContain("http://127.0.0.1:1/webhooks does not answer: connect_refused");
        run.Error.ShouldNotContain("not-shown");
    }

    [Theory]
    [InlineData("--profile is missing", "check", "http://127.0.0.1:1/")]
    [InlineData("there is no check 'nothing'", "check", "http://127.0.0.1:1/", "--profile", "suki", "--only", "nothing")]
    [InlineData("which endpoint?", "check", "--profile", "suki")]
    [InlineData("--max-rate must be 1 to 50", "check", "http://127.0.0.1:1/", "--profile", "suki", "--max-rate", "51")]
    [InlineData("The url must be an http or https address", "check", "ftp://127.0.0.1/", "--profile", "suki")]
    public async Task What_was_typed_wrongly_is_named(string words, params string[] arguments)
    {
        var run = await TerminalWith(Profile.Suki).RunAsync(arguments);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain(words);
    }

    [Fact]
    public async Task The_catalogue_is_listed_without_asking_anybody()
    {
        var run = await new Terminal().RunAsync("check", "--list", "--profile", "suki");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldContain("duplicate-at-once\tMUST");
    }

    private static Terminal TerminalWith(Profile profile) => new() { Variables = { ["POSTHORN_SECRET"] = TestSecrets.Of(profile.Scheme) } };
}
