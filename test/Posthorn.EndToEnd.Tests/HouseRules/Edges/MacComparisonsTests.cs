namespace Posthorn.EndToEnd.Tests.HouseRules.Edges;

public sealed class MacComparisonsTests
{
    [Fact]
    public void A_G4_A_digest_is_compared_in_constant_time_and_in_no_other_way() => MacComparisons.Check(Repository.CSharp).ShouldBeNone();

    [Fact]
    public void A_G4_Signatures_of_all_schemes_are_compared_at_one_place()
        => MacComparisons.Verifiers(Repository.CSharp.Where(static file => !file.IsUnder("src/Posthorn.Cli/Demo/"))).ShouldBe(["SignatureReader.Match"]);

    [Theory]
    [InlineData("return expected.SequenceEqual(received);")]
    [InlineData("return expected[0] == received[0];")]
    [InlineData("return string.Equals(text, other);")]
    [InlineData("return text.StartsWith(other);")]
    public void A_comparison_that_stops_early_is_found(string code)
        => MacComparisons.Check([new("src/A/A.cs", $"class A {{ bool B() {{ key.ComputeMac(head, body, expected); {code} }} }}")]).ShouldBeAt(1);

    [Fact]
    public void One_beside_the_framework_s_digest_is_found()
        => MacComparisons.Check([new("src/A/A.cs", "class A { bool B() { var mac = HMACSHA256.HashData(key, body); return mac.SequenceEqual(received); } }")]).ShouldBeAt(1);

    [Fact]
    public void Constant_time_is_allowed()
        => MacComparisons.Check([new("src/A/A.cs", "class A { bool B() { key.ComputeMac(a, b, c); return CryptographicOperations.FixedTimeEquals(c, d); } }")]).ShouldBeEmpty();
}
