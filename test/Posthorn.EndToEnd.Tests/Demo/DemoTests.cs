using System.Globalization;
using System.Text.Json;

namespace Posthorn.EndToEnd.Tests.Demo;

public sealed class DemoTests
{
    [Fact]
    public async Task The_demo_holds_every_expectation()
    {
        using var demo = BuiltProgram.Start("demo", "--json");
        var story = demo.StandardError.ReadToEndAsync();
        var output = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();

        demo.ExitCode.ShouldBe(0, await story);
        using var result = JsonDocument.Parse(output);
        result.RootElement.GetProperty("held").GetBoolean().ShouldBeTrue();
        result.RootElement.GetProperty("events").GetInt32().ShouldBeGreaterThan(300);
        result.RootElement.GetProperty("expectations").GetArrayLength().ShouldBeGreaterThan(10);
        (await story).ShouldContain("SIGKILL");
    }

    [Fact]
    public async Task Interrupted_the_demo_takes_its_server_along()
    {
        using var demo = BuiltProgram.Start("demo");
        var first = await demo.StandardOutput.ReadLineAsync();
        var server = int.Parse(first!.Split("process ")[1].Split(' ')[0], CultureInfo.InvariantCulture);

        Signals.Send(demo.Id, Signals.Interrupt).ShouldBe(0);
        _ = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();

        demo.ExitCode.ShouldBe(130);
        Directory.Exists($"/proc/{server}").ShouldBeFalse();
    }
}
