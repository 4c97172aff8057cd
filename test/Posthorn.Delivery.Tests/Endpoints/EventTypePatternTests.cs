using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Tests.Endpoints;

public sealed class EventTypePatternTests
{
    [Theory]
    [InlineData("session.completed", "session.completed", true)]
    [InlineData("session.completed", "session.completed.late", false)]
    [InlineData("session.*", "session.completed", true)]
    [InlineData("session.*", "session.completed.late", true)]
    [InlineData("session.*", "session", false)]
    [InlineData("session.*", "sessions.completed", false)]
    [InlineData("session.*", "Session.completed", false)]
    public void A_pattern_takes_what_begins_with_its_words(string pattern, string eventType, bool matches) =>
        EventTypePattern.Matches(pattern, eventType).ShouldBe(matches);

    [Theory]
    [InlineData("session.*", true)]
    [InlineData("session.completed", true)]
    [InlineData("*", false)]
    [InlineData(".*", false)]
    [InlineData("session*", false)]
    [InlineData("*.completed", false)]
    [InlineData("session.*.*", false)]
    public void Only_whole_words_and_one_star_at_the_end_are_a_pattern(string pattern, bool valid) =>
        EventTypePattern.IsValid(pattern).ShouldBe(valid);
}
