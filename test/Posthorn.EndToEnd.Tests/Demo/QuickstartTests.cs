using System.Text.Json;

namespace Posthorn.EndToEnd.Tests.Demo;

public sealed class QuickstartTests
{
    [Theory]
    [InlineData("suki")]
    [InlineData("sully")]
    [InlineData("lost")]
    public async Task A_vendor_s_quickstart_holds_every_expectation(string story)
    {
        using var demo = BuiltProgram.Start("demo", story, "--json");
        var told = demo.StandardError.ReadToEndAsync();
        var output = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();

        demo.ExitCode.ShouldBe(0, await told + output);
        using var result = JsonDocument.Parse(output);
        result.RootElement.GetProperty("held").GetBoolean().ShouldBeTrue();
        result.RootElement.GetProperty("expectations").GetArrayLength().ShouldBeGreaterThan(3);
    }
}
