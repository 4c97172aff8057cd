namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

public sealed class LogCallsTests
{
    [Fact]
    public void Every_log_line_is_declared_with_LoggerMessage() => LogCalls.Check(Repository.CSharp).ShouldBeNone();

    [Theory]
    [InlineData("logger.LogInformation(\"Accepted\")")]
    [InlineData("_logger.LogError(exception, $\"Lost {id}\")")]
    [InlineData("logger.Log(LogLevel.Warning, \"Slow\")")]
    [InlineData("LoggerMessage.Define(LogLevel.Warning, 1, \"Slow\")")]
    [InlineData("logger.BeginScope($\"tenant {id}\")")]
    [InlineData("Console.WriteLine(body)")]
    [InlineData("System.Diagnostics.Debug.WriteLine(body)")]
    public void A_line_that_is_not_declared_is_found(string code)
        => LogCalls.Check([new("src/Posthorn.Server/A.cs", $"class A {{ void B() {{ {code}; }} }}")]).ShouldBeAt(1);

    [Fact]
    public void An_interpolated_template_is_found()
        => LogCalls.Check([new("src/A/A.cs", "class A { [LoggerMessage(1, LogLevel.Error, $\"{X}\")] partial void B(); }")]).ShouldBeAt(1);

    [Fact]
    public void The_command_line_may_write_to_the_console()
        => LogCalls.Check([new("src/Posthorn.Cli/A.cs", "class A { void B() { Console.WriteLine(); } }")]).ShouldBeEmpty();
}
