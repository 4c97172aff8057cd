namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

public sealed class LogParametersTests
{
    [Fact]
    public void No_log_method_takes_a_payload_a_header_a_secret_or_an_address() => LogParameters.Check(Repository.CSharp).ShouldBeNone();

    [Theory]
    [InlineData("byte[] answer")]
    [InlineData("ReadOnlyMemory<byte> answer")]
    [InlineData("SigningSecret first")]
    [InlineData("Uri target")]
    [InlineData("HttpRequestMessage request")]
    [InlineData("string body")]
    [InlineData("string requestPayload")]
    [InlineData("string? secret")]
    public void A_parameter_that_could_hold_them_is_found(string parameter)
        => LogParameters.Check([Method(parameter)]).ShouldBeAt(1);

    [Theory]
    [InlineData("EventId eventId")]
    [InlineData("int bodyBytes")]
    [InlineData("string host")]
    public void Ids_and_numbers_are_not(string parameter) => LogParameters.Check([Method(parameter)]).ShouldBeEmpty();

    private static SourceFile Method(string parameter)
        => new("src/A/A.cs", $"class A {{ [LoggerMessage(1, LogLevel.Error, \"x\")] partial void B(ILogger logger, {parameter}); }}");
}
