namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

public sealed class LineWidthsTests
{
    [Fact]
    public void No_line_is_wider_than_140_columns() => LineWidths.Check(Repository.CSharp).ShouldBeNone();

    [Fact]
    public void A_line_of_141_columns_is_found()
        => LineWidths.Check([new("src/A/A.cs", $"{new string('x', 140)}\n{new string('x', 141)}\n")]).ShouldBeAt(2);

    [Fact]
    public void A_long_literal_on_a_line_of_its_own_is_not()
        => LineWidths.Check([new("src/A/A.cs", $"    \"{new string('x', 200)}\",\n")]).ShouldBeEmpty();
}
