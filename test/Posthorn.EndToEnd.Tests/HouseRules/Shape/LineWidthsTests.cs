namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

public sealed class LineWidthsTests
{
    [Fact]
    public void No_line_is_wider_than_200_columns() => LineWidths.TooWide(Repository.CSharp).ShouldBeNone();

    [Fact]
    public void Two_lines_in_a_hundred_at_most_are_wider_than_140_columns()
        => LineWidths.TooOftenWide(Repository.CSharp.ToArray()).ShouldBeNone();

    [Fact]
    public void A_line_of_201_columns_is_found() => LineWidths.TooWide([OfWidths(200, 201)]).ShouldBeAt(2);

    [Fact]
    public void Three_wide_lines_in_a_hundred_are_found()
    {
        LineWidths.TooOftenWide([OfWidths([141, 141, .. Enumerable.Repeat(140, 98)])]).ShouldBeEmpty();
        LineWidths.TooOftenWide([OfWidths([141, 141, 141, .. Enumerable.Repeat(140, 97)])]).ShouldBeAt(1, 2, 3);
    }

    [Fact]
    public void A_long_literal_on_a_line_of_its_own_is_not()
        => LineWidths.TooWide([new("src/A/A.cs", $"    \"{new string('x', 300)}\",\n")]).ShouldBeEmpty();

    private static SourceFile OfWidths(params IEnumerable<int> widths)
        => new("src/A/A.cs", string.Concat(widths.Select(width => new string('x', width) + "\n")));
}
