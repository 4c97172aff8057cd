namespace Posthorn.EndToEnd.Tests.HouseRules.Leftovers;

public sealed class LeftWorkTests
{
    [Fact]
    public void Nothing_is_left_for_later() => LeftWork.Check(Repository.Files).ShouldBeNone();

    [Theory]
    [InlineData("// TODO: finish\nclass A;")]
    [InlineData("/* a\n   FIXME */ class A;")]
    [InlineData("/// <summary>HACK</summary>\nclass A;")]
    [InlineData("#region Fields\nclass A;\n#endregion")]
    [InlineData("class A { void B() => throw new NotImplementedException(); }")]
    [InlineData("class A { [Fact(Skip = \"flaky\")] void B() { } }")]
    public void What_is_left_in_code_is_found(string code)
        => LeftWork.Check([new("src/A/A.cs", code)]).ShouldBeAt(1);

    [Theory]
    [InlineData("src/A/001.sql", "-- TODO: index")]
    [InlineData("eng/a.sh", "# FIXME")]
    public void What_is_left_elsewhere_is_found(string path, string text) => LeftWork.Check([new(path, text)]).ShouldBeAt(1);

    [Fact]
    public void The_words_are_free_in_a_literal_and_inside_other_words()
        => LeftWork.Check([new("src/A/A.cs", "// a TODOist\nclass A { string B = \"TODO\"; }")]).ShouldBeEmpty();
}
