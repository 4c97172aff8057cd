using System.Runtime.CompilerServices;
using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Helping;

public sealed class ReferenceTests
{
    [Fact]
    public async Task The_reference_in_docs_is_what_the_program_prints()
    {
        var run = await new Terminal().RunAsync("docs", "cli");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldBe(
            await File.ReadAllTextAsync(Path.Combine(Root(), "docs", "cli.md")),
            "docs/cli.md is older than the program. Make it anew: dotnet run --project src/Posthorn.Cli -- docs cli > docs/cli.md");
    }

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../.."));
}
