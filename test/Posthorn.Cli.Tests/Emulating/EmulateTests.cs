using Posthorn.Cli.Tests.Running;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Cli.Tests.Emulating;

public sealed class EmulateTests : IDisposable
{
    private const string Anywhere = "http://127.0.0.1:0";

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-emulate-tests-").FullName;

    private string Scenario => Path.Combine(_folder, "scenario.yaml");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task It_says_what_a_client_and_a_partner_need()
    {
        await using var emulator = await EmulatorInForeground.StartAsync(
            new Terminal(), "suki", "--urls", Anywhere, "--notify", "http://127.0.0.1:9/hook?key=not-shown", "--time-scale", "60");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        new Run(ExitCodes.Done, emulator.StartUp.ReplaceLineEndings("\n"), "").ShouldBeApproved("emulate.suki");
        (await http.GetStringAsync(new Uri(emulator.Address, "emulator"))).ShouldContain("Emulated suki");
    }

    [Fact]
    public async Task Sully_says_what_a_client_and_a_partner_need()
    {
        await using var emulator = await EmulatorInForeground.StartAsync(
            new Terminal(), "sully", "--urls", Anywhere, "--notify", "http://127.0.0.1:9/hook?key=not-shown", "--requests-per-minute", "100");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });

        new Run(ExitCodes.Done, emulator.StartUp.ReplaceLineEndings("\n"), "").ShouldBeApproved("emulate.sully");
        using var answer = await http.GetAsync(new Uri(emulator.Address, "v1/notes/note_1"));
        answer.Headers.GetValues("X-RateLimit-Limit").ShouldBe(["100"]);
    }

    [Fact]
    public async Task A_limit_of_nothing_makes_no_sense()
    {
        var run = await new Terminal().RunStoppedAsync("emulate", "sully", "--requests-per-minute", "0");

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain("--requests-per-minute: give a number from 1 on.");
    }

    [Fact]
    public async Task A_secret_that_was_given_is_not_said_again()
    {
        var terminal = new Terminal { Variables = { ["WEBHOOK_SECRET"] = "not-shown-webhook-secret", ["FORMER"] = "not-shown-former-secret" } };
        await using var emulator = await EmulatorInForeground.StartAsync(
            terminal, "suki", "--urls", Anywhere, "--notify", "http://127.0.0.1:9/", "--secret-env", "WEBHOOK_SECRET", "--old-secret-env", "FORMER");

        emulator.StartUp.ShouldNotContain("not-shown");
        emulator.StartUp.ShouldContain("***");
    }

    [Fact]
    public async Task Every_mistake_of_a_scenario_is_told_with_its_line()
    {
        await File.WriteAllTextAsync(Scenario, "vendor: suki\nsessions:\n  - outcome: explode\n    color: red\n");
        var run = await new Terminal().RunAsync("emulate", "suki", "--scenario", Scenario);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain($"{Scenario}:3: ");
        run.Error.ShouldContain($"{Scenario}:4: ");
        run.Error.ShouldNotContain("explode");
    }

    [Theory]
    [InlineData("--secret-env", "NOWHERE", "there is no environment variable NOWHERE")]
    [InlineData("--old-secret-env", "NOWHERE", "there is no environment variable NOWHERE")]
    [InlineData("--secret-file", "/nowhere/secret", "there is no file '/nowhere/secret'")]
    [InlineData("--time-scale", "0", "--time-scale: give a number")]
    [InlineData("--storage", "postgres:Host=x", "--storage: give memory, or sqlite:")]
    [InlineData("--notify", "ftp://partner.example/hook", "--notify: ")]
    [InlineData("--urls", "https://127.0.0.1:1", "--urls: give http://ADDRESS:PORT.")]
    public async Task What_makes_no_sense_is_told_and_nothing_starts(string option, string value, string told)
    {
        var run = await new Terminal().RunStoppedAsync("emulate", "suki", option, value);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain(told);
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_with_a_way_out()
    {
        await using var other = await TestEndpoint.StartAsync();
        var run = await new Terminal().RunAsync("emulate", "suki", "--urls", $"http://{other.Address}");

        run.ExitCode.ShouldBe(ExitCodes.Unreachable);
        run.Error.ShouldContain("Choose another one with --urls.");
    }
}
