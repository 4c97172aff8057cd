namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

public sealed class LinksTests
{
    private static readonly string[] Paths = ["README.md", "docs", "docs/a.md", "docs/b.md", "eng/test.sh"];

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
        => Links.Check(Repository.Markdown.ToArray(), path => Path.Exists(Path.Combine(Repository.Root, path))).ShouldBeNone();

    [Theory]
    [InlineData("[x](c.md)")]
    [InlineData("[x](../nothing.md \"title\")")]
    [InlineData("![x](image.png)")]
    [InlineData("[x](b.md#absent)")]
    [InlineData("[x](#absent)")]
    [InlineData("[x](../../outside.md)")]
    [InlineData("[x]: gone.md")]
    public void A_link_that_leads_nowhere_is_found(string link) => Check($"\n{link}").ShouldBeAt(2);

    [Theory]
    [InlineData("[x](b.md)")]
    [InlineData("[x](./b.md#a-heading)")]
    [InlineData("[x](#here)\n\n# Here")]
    [InlineData("[x](../README.md), [y](../eng/test.sh), [z](../docs/)")]
    [InlineData("[x](https://example.com/c.md)")]
    [InlineData("`[x](c.md)`")]
    [InlineData("```\n[x](c.md)\n```")]
    public void Other_links_are_not(string text) => Check(text).ShouldBeEmpty();

    private static IEnumerable<Violation> Check(string text)
        => Links.Check([new("docs/a.md", text), new("docs/b.md", "# A heading")], path => Paths.Contains(path, StringComparer.Ordinal));
}
