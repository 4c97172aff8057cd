namespace Posthorn.EndToEnd.Tests.HouseRules.Leftovers;

public sealed class SuppressionsTests
{
    private const string Reasoned = "#pragma warning disable CA1815 // compared by nobody, and never will be\n";

    [Fact]
    public void Every_suppressed_warning_has_its_reason_and_a_project_has_at_most_five()
        => Suppressions.Check(Repository.Files.ToArray()).ShouldBeNone();

    [Theory]
    [InlineData("#pragma warning disable CA1815\nclass A;")]
    [InlineData("#pragma warning disable CA1815 // why\nclass A;")]
    [InlineData("#nullable disable\nclass A;")]
    [InlineData("[SuppressMessage(\"Design\", \"CA1815\")] class A;")]
    public void A_suppression_without_a_reason_is_found(string code) => Suppressions.Check([new("src/A/A.cs", code)]).ShouldBeAt(1);

    [Theory]
    [InlineData(Reasoned + "class A;")]
    [InlineData("[SuppressMessage(\"Design\", \"CA1815\", Justification = \"Compared by nobody.\")] class A;")]
    public void One_with_a_reason_is_not(string code) => Suppressions.Check([new("src/A/A.cs", code)]).ShouldBeEmpty();

    [Fact]
    public void The_sixth_in_a_project_is_found_whatever_its_reason()
    {
        var five = new SourceFile("src/A/A.cs", string.Concat(Enumerable.Repeat(Reasoned, 5)));

        Suppressions.Check([five, new("src/B/B.cs", Reasoned)]).ShouldBeEmpty();
        Suppressions.Check([five, new("src/A/Inner/B.cs", Reasoned)]).Single().What.ShouldContain("6 suppressed");
    }

    [Fact]
    public void A_rule_switched_off_without_a_reason_above_it_is_found()
    {
        Suppressions.Check([new(".editorconfig", "dotnet_diagnostic.CA1.severity = none\n")]).ShouldBeAt(1);
        Suppressions.Check([new(".editorconfig", "# Why.\na.severity = none\nb.severity = none\n\nc.severity = none\n")]).ShouldBeAt(5);
        Suppressions.Check([new("src/A/A.csproj", "<!-- Why. -->\n<NoWarn>A</NoWarn>\n<X />\n<NoWarn>B</NoWarn>\n")]).ShouldBeAt(4);
    }
}
