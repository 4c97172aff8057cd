namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

public sealed class FileSizesTests
{
    [Fact]
    public void No_file_is_longer_than_400_lines() => FileSizes.TooLong(Repository.CSharp).ShouldBeNone();

    [Fact]
    public void Half_of_the_product_is_in_files_of_50_lines_and_95_percent_in_files_of_200()
        => FileSizes.TooLongAsAWhole(Repository.Product).ShouldBeNone();

    [Fact]
    public void A_file_of_401_lines_is_found() => FileSizes.TooLong([OfLines(400), OfLines(401)]).Count().ShouldBe(1);

    [Fact]
    public void A_median_of_51_lines_is_found()
        => FileSizes.TooLongAsAWhole([OfLines(1), OfLines(51), OfLines(52)]).Single().What.ShouldContain("median");

    [Fact]
    public void Two_long_files_in_twenty_are_found()
    {
        var short18 = Enumerable.Repeat(OfLines(10), 18);

        FileSizes.TooLongAsAWhole([.. short18, OfLines(10), OfLines(300)]).ShouldBeEmpty();
        FileSizes.TooLongAsAWhole([.. short18, OfLines(201), OfLines(300)]).Single().What.ShouldContain("one file in twenty");
    }

    private static SourceFile OfLines(int lines) => new("src/A/A.cs", string.Concat(Enumerable.Repeat("\n", lines)));
}
