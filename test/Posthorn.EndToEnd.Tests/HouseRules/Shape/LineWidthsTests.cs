using System.Globalization;

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

    [Theory]
    [InlineData("\"{0}\"")]
    [InlineData("$\"{0}{{x}}\"")]
    [InlineData("\"\"\"{0}\"\"\"")]
    [InlineData("\"\"\"\n{0}\n\"\"\"")]
    public void A_line_that_only_a_literal_makes_wide_is_not(string literal)
    {
        var text = string.Format(CultureInfo.InvariantCulture, literal, new string('x', 300));

        LineWidths.TooWide([new("src/A/A.cs", $"class A {{ object B = {text}; }}\n")]).ShouldBeEmpty();
    }

    private static SourceFile OfWidths(params IEnumerable<int> widths)
        => new("src/A/A.cs", string.Concat(widths.Select(width => new string('x', width) + "\n")));
}
