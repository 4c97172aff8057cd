namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

public sealed class CommandLinesTests
{
    [Fact]
    public void Every_script_and_project_that_a_document_tells_to_run_is_there()
        => CommandLines.Paths(Repository.Markdown, path => Path.Exists(Path.Combine(Repository.Root, path))).ShouldBeNone();

    [Theory]
    [InlineData("bash eng/absent.sh")]
    [InlineData("CI=true ./eng/absent.sh --fast")]
    [InlineData(".ci/absent")]
    [InlineData("dotnet run -c Release --project src/Absent -- serve")]
    public void A_script_or_project_that_is_not_there_is_found(string command)
        => CommandLines.Paths([Document($"echo first\n{command}")], path => path is "eng/test.sh").ShouldBeAt(3);

    [Theory]
    [InlineData("bash eng/test.sh")]
    [InlineData("$ ./eng/test.sh # all of it")]
    [InlineData("bash -c 'echo eng/absent.sh'")]
    [InlineData("dotnet build -c Release")]
    public void Other_commands_are_not(string command)
        => CommandLines.Paths([Document(command)], path => path is "eng/test.sh").ShouldBeEmpty();

    [Theory]
    [InlineData("posthorn serve --storage sqlite:demo.db", "serve --storage sqlite:demo.db")]
    [InlineData("$ posthorn sign --secret 'a b' | tee x", "sign --secret a b")]
    [InlineData("POSTHORN_OPERATOR_KEY=x posthorn serve", "serve")]
    [InlineData("dotnet run --project src/Posthorn.Cli -- demo --json", "demo --json")]
    [InlineData("posthorn serve \\\n  --urls x", "serve --urls x")]
    public void The_program_is_asked_whether_it_knows_a_command(string command, string arguments)
        => CommandLines.Commands([Document(command)], _ => "unknown").Single().What.ShouldBe($"posthorn {arguments}: unknown");

    [Fact]
    public void A_command_that_the_program_takes_is_not_found()
        => CommandLines.Commands([Document("posthorn serve\necho posthorn gone")], _ => null).ShouldBeEmpty();

    private static SourceFile Document(string commands) => new("README.md", $"```bash\n{commands}\n```\n");
}
