using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests;

public sealed class VersionTests
{
    [Fact]
    public async Task The_version_is_one_line()
    {
        var run = await new Terminal().RunAsync("version");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldMatch(@"^posthorn \d+\.\d+\.\d+ on \.NET 10\.[0-9.]+\n$");
    }

    [Fact]
    public async Task The_version_is_json_for_machines() =>
        (await new Terminal().RunAsync("version", "--json")).Out.ShouldMatch("""^\{"version":"\d+\.\d+\.\d+","runtime":"\.NET [^"]+"\}\n$""");
}
