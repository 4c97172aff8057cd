namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

public sealed class TypeNamesTests
{
    [Fact]
    public void No_type_is_named_with_a_word_that_says_nothing() => TypeNames.Check(Repository.CSharp).ShouldBeNone();

    [Theory]
    [InlineData("class LaneManager;")]
    [InlineData("interface IService;")]
    [InlineData("record struct StringUtils;")]
    [InlineData("enum HelperKind { A }")]
    [InlineData("delegate void StoreBase();")]
    [InlineData("class A { class LaneImpl; }")]
    public void A_word_that_says_nothing_is_found(string code)
        => TypeNames.Check([new("src/A/A.cs", code)]).ShouldBeAt(1);

    [Theory]
    [InlineData("class Base64Url;")]
    [InlineData("class DatabaseFile;")]
    [InlineData("class ManagerialAccount;")]
    [InlineData("class PosthornServiceCollectionExtensions;")]
    public void A_word_that_only_begins_alike_is_not(string code) => TypeNames.Check([new("src/A/A.cs", code)]).ShouldBeEmpty();
}
