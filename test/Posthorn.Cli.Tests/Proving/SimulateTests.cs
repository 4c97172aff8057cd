using Posthorn.Cli.Tests.Running;

namespace Posthorn.Cli.Tests.Proving;

public sealed class SimulateTests
{
    [Fact]
    public async Task Worlds_are_simulated_and_counted()
    {
        var run = await new Terminal().RunAsync("prove", "--simulate", "--seeds", "5");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldContain("simulated worlds");
    }

    [Fact]
    public async Task One_world_is_shown_with_all_that_happens_in_it()
    {
        var run = await new Terminal().RunAsync("prove", "--simulate", "--seed", "17");

        run.ExitCode.ShouldBe(ExitCodes.Done);
        run.Out.ShouldContain("process 1   starts on machine 0");
        run.Out.ShouldMatch("seed 17: [0-9]+ steps, .* no promise broken, trace [0-9a-f]{16}\n$");
    }

    [Theory]
    [InlineData("--seeds is of simulated worlds: name --simulate too.", "--seeds", "3")]
    [InlineData("--kills is of runs with real processes: leave it out, or --simulate.", "--simulate", "--kills", "3")]
    [InlineData("--seed shows one world and --seeds runs many: name one of them.", "--simulate", "--seed", "3", "--seeds", "4")]
    [InlineData("--seeds must be at least 1.", "--simulate", "--seeds", "0")]
    public async Task Options_that_do_not_go_together_are_told(string said, params string[] options)
    {
        var run = await new Terminal().RunAsync(["prove", .. options]);

        run.ExitCode.ShouldBe(ExitCodes.WrongUsage);
        run.Error.ShouldContain(said);
    }
}
