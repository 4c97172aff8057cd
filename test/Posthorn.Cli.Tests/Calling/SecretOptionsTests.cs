using System.CommandLine;
using Posthorn.Cli.Calling;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Calling;

public sealed class SecretOptionsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public async Task A_secret_comes_from_a_variable_a_file_a_pipe_the_line_or_the_environment()
    {
        await File.WriteAllTextAsync(_file, "of-file\r\n", TestContext.Current.CancellationToken);

        (await ReadAsync(new(), "--secret-env", "MINE")).Problem.ShouldBe("--secret-env: there is no environment variable MINE, or it is empty.");
        (await OneAsync(new() { Variables = { ["MINE"] = "of-variable" } }, "--secret-env", "MINE")).ShouldBe("of-variable");
        (await OneAsync(new(), "--secret-file", _file)).ShouldBe("of-file");
        (await OneAsync(new() { Input = "of-pipe\n" }, "--secret-file", "-")).ShouldBe("of-pipe");
        (await OneAsync(new(), "--secret", "of-line")).ShouldBe("of-line");
        (await OneAsync(new() { Variables = { ["POSTHORN_SECRET"] = "usual" } })).ShouldBe("usual");
    }

    [Fact]
    public async Task A_person_is_asked_and_a_pipe_is_told_the_ways()
    {
        (await OneAsync(new() { IsTerminal = true, Unseen = "typed" })).ShouldBe("typed");
        (await ReadAsync(new() { IsTerminal = true })).Problem.ShouldStartWith("no secret was typed.");

        var problem = (await ReadAsync(new() { Input = string.Empty })).Problem.ShouldNotBeNull();
        foreach (var way in new[] { "--secret-env", "--secret-file", "POSTHORN_SECRET" })
        {
            problem.ShouldContain(way);
        }
    }

    [Fact]
    public async Task Several_are_taken_where_they_make_sense_and_each_has_a_name_without_its_text()
    {
        var terminal = new Terminal { Variables = { ["NEW"] = "first-secret", ["OLD"] = "second-secret" } };

        var reading = await ReadAsync(terminal, "--secret-env", "NEW", "--secret-env", "OLD", "--secret", "third-secret");

        reading.Secrets.Select(static secret => secret.Name).ShouldBe(["NEW", "OLD", "--secret number 1"]);
        reading.Secrets.ShouldAllBe(static secret => !secret.ToString().Contains(secret.Value, StringComparison.Ordinal));
        (await ReadAsync(terminal, several: false, "--secret-env", "NEW", "--secret", "third-secret")).Problem.ShouldNotBeNull().ShouldContain("Which one is meant?");
    }

    [Fact]
    public async Task An_empty_secret_is_none()
    {
        (await ReadAsync(new(), "--secret", string.Empty)).Problem.ShouldBe("--secret: the secret is empty.");
        (await ReadAsync(new(), "--secret-file", _file)).Problem.ShouldBe("--secret-file: the file is empty.");
        (await ReadAsync(new(), "--secret-file", "absent")).Problem.ShouldBe("--secret-file: there is no file 'absent'.");
    }

    public void Dispose() => File.Delete(_file);

    private static async Task<string> OneAsync(Terminal terminal, params string[] line)
    {
        var reading = await ReadAsync(terminal, line);
        reading.Problem.ShouldBeNull();
        return reading.Secrets.ShouldHaveSingleItem().Value;
    }

    private static Task<SecretReading> ReadAsync(Terminal terminal, params string[] line) => ReadAsync(terminal, several: true, line);

    private static Task<SecretReading> ReadAsync(Terminal terminal, bool several, params string[] line)
    {
        var options = new SecretOptions("of the test", several);
        var command = new CliCommand("test", "Tests.").With(options.Symbols);
        var parsed = new RootCommand { command }.Parse(["test", .. line]);
        parsed.Errors.ShouldBeEmpty();
        return options.ReadAsync(parsed, terminal.Surroundings(TextWriter.Null, TextWriter.Null), TestContext.Current.CancellationToken);
    }
}
