using System.Diagnostics;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Helping;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("posthorn ver", "verify version")]
    [InlineData("posthorn verify --profile s", "slack standard stripe suki sully")]
    [InlineData("posthorn trigger note_generation.", "note_generation.failed note_generation.succeeded")]
    [InlineData("posthorn trigger session.completed --fault d", "duplicate")]
    [InlineData("posthorn completion b", "bash")]
    [InlineData("posthorn sign --bo", "--body")]
    public async Task Bash_completes_what_the_program_knows(string line, string expected)
    {
        var script = (await new Terminal().RunAsync("completion", "bash")).Out;

        var completed = await BashAsync($$"""
            {{script}}
            COMP_LINE='{{line}}'; COMP_POINT={{line.Length}}; COMP_WORDS=({{line}}{{(line.EndsWith(' ') ? " ''" : "")}}); COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 ))
            _posthorn; printf '%s\n' "${COMPREPLY[@]}" | sort | tr '\n' ' '
            """);

        completed.Trim().ShouldBe(expected);
    }

    [Theory]
    [InlineData("zsh", "compdef _posthorn posthorn")]
    [InlineData("fish", "complete --command posthorn")]
    public async Task Other_shells_have_a_script_too(string shell, string line)
    {
        var run = await new Terminal().RunAsync("completion", shell);

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldContain(line);
    }

    [Fact]
    public async Task An_unknown_shell_is_told_which_there_are()
    {
        var run = await new Terminal().RunAsync("completion", "tcsh");

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain("<shell>: 'tcsh' is not one of: bash, zsh, fish.");
    }

    private static async Task<string> BashAsync(string script)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no bash to rely on.");
        using var process = Process.Start(new ProcessStartInfo("bash", ["--norc"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            Environment = { ["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}", ["LC_ALL"] = "C" },
        })!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return output;
    }
}
