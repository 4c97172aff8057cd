using Posthorn.Proof.Killing.Planning;

namespace Posthorn.Proof.Tests.Killing.Planning;

public sealed class DurationsTests
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("2m", 120)]
    [InlineData("1.5h", 5_400)]
    public void A_number_and_a_unit_are_a_duration(string text, double seconds)
    {
        Durations.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalSeconds.ShouldBe(seconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("90")]
    [InlineData("m")]
    [InlineData("0s")]
    [InlineData("-1m")]
    [InlineData("2 m")]
    [InlineData("999999h")]
    public void Anything_else_is_none(string text) => Durations.TryParse(text, out _).ShouldBeFalse();
}
