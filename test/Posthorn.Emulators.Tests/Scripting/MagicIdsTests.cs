using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Tests.Scripting;

public sealed class MagicIdsTests
{
    public static TheoryData<string> Words => [.. OutcomeNames.InOrder];

    [Theory]
    [MemberData(nameof(Words))]
    public void Every_outcome_can_be_asked_for(string word)
    {
        MagicIds.Find($"emulate-{word}").ShouldNotBeNull().Name.ShouldBe(word);
        MagicIds.Find(null, $"visit-EMULATE-{word.ToUpperInvariant()}-7").ShouldNotBeNull().Name.ShouldBe(word);
    }

    [Fact]
    public void Every_outcome_is_told_to_people() => OutcomeNames.InOrder.ShouldBe(OutcomeNames.All.Keys, ignoreOrder: true);

    [Theory]
    [InlineData("visit-42")]
    [InlineData("emulate-")]
    [InlineData("emulate-nothing")]
    [InlineData("")]
    public void Other_ids_ask_for_nothing(string id) => MagicIds.Find(id, null).ShouldBeNull();
}
