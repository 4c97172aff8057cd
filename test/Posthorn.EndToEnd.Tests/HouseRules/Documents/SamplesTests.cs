namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

public sealed class SamplesTests
{
    [Fact]
    public void What_the_documents_show_as_CSharp_compiles() => Samples.Check(Repository.Markdown).ShouldBeNone();

    [Theory]
    [InlineData("var app = WebApplication.Create();\napp.Rum();", 3)]
    [InlineData("using Posthorn.Absent;", 2)]
    [InlineData("public sealed class A : IAbsent;", 2)]
    [InlineData("Console.WriteLine(undefined)", 2)]
    public void Code_that_does_not_compile_is_found_at_its_line(string code, int line)
        => Samples.Check([Document(code)]).Select(violation => violation.Line).Distinct().ShouldBe([line]);

    [Theory]
    [InlineData("var app = WebApplication.Create();\napp.MapGet(\"/\", () => \"ok\");\nawait app.RunAsync();")]
    [InlineData("public sealed record Event(string Id);")]
    public void Code_that_compiles_is_not(string code) => Samples.Check([Document(code)]).ShouldBeEmpty();

    [Fact]
    public void What_is_given_above_a_block_is_known_in_it_and_moves_no_line()
    {
        const string Given = "<!-- given: var secret = \"x\"; -->";

        Samples.Check([Document("using System.Text;\n\nConsole.WriteLine(secret);", Given)]).ShouldBeEmpty();
        Samples.Check([Document("using System.Text;\n\nConsole.WriteLine(secrets);", Given)]).ShouldBeAt(5);
    }

    private static SourceFile Document(string code, string above = "") => above.Length == 0
        ? new("README.md", $"```csharp\n{code}\n```\n")
        : new("README.md", $"{above}\n```csharp\n{code}\n```\n");
}
