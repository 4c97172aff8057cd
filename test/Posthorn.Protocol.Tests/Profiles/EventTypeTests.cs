using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Tests.Profiles;

public sealed class EventTypeTests
{
    [Theory]
    [InlineData("session.completed")]
    [InlineData("a")]
    [InlineData("A_1.b.c")]
    [InlineData("_")]
    public void B_P11_a_name_of_words_between_full_stops_is_an_event_type(string name)
    {
        EventType.TryParse(name, out var type).ShouldBeTrue();
        type.ToString().ShouldBe(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("../x")]
    [InlineData(".")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("a b")]
    [InlineData("a-b")]
    [InlineData("a*")]
    [InlineData("(a+)+$")]
    [InlineData("session.cоmpleted")]
    [InlineData("a\0")]
    [InlineData("a\n")]
    [InlineData("a\"")]
    public void B_P11_anything_else_is_not(string? name) => EventType.TryParse(name, out _).ShouldBeFalse();

    [Fact]
    public void B_P11_a_name_has_at_most_128_characters()
    {
        EventType.IsValid(new string('a', 128)).ShouldBeTrue();
        EventType.IsValid(new string('a', 129)).ShouldBeFalse();
        EventType.IsValid(new string('a', 300)).ShouldBeFalse();
    }

    [Fact]
    public void Types_are_equal_by_name_and_the_default_one_names_none()
    {
        EventType.TryParse("a.b", out var first).ShouldBeTrue();
        EventType.TryParse("a.b", out var second).ShouldBeTrue();

        first.ShouldBe(second);
        Should.Throw<InvalidOperationException>(() => default(EventType).ToString());
    }

    [Fact]
    public void Every_type_of_the_vendors_is_a_valid_one() =>
        EventTypes.OfSessions.Concat(EventTypes.OfSully).ShouldAllBe(name => EventType.IsValid(name));
}
