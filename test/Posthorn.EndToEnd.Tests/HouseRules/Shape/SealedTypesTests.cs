namespace Posthorn.EndToEnd.Tests.HouseRules.Shape;

public sealed class SealedTypesTests
{
    [Fact]
    public void Every_class_is_sealed_static_or_abstract() => SealedTypes.Check(Repository.CSharp).ShouldBeNone();

    [Theory]
    [InlineData("public class Lane;")]
    [InlineData("internal record Lane;")]
    [InlineData("partial class Lane;")]
    [InlineData("abstract class Outcome { internal class Answered : Outcome; }")]
    public void An_open_class_is_found(string code) => SealedTypes.Check([new("src/A/A.cs", code)]).ShouldBeAt(1);

    [Theory]
    [InlineData("public sealed class Lane;")]
    [InlineData("public static class Lane;")]
    [InlineData("record struct Lane;")]
    public void A_closed_one_is_not(string code) => SealedTypes.Check([new("src/A/A.cs", code)]).ShouldBeEmpty();

    [Fact]
    public void One_part_of_a_partial_class_says_it_for_all()
        => SealedTypes.Check([new("src/A/A.cs", "sealed partial class Lane;"), new("src/A/A.Log.cs", "partial class Lane;")])
            .ShouldBeEmpty();
}
