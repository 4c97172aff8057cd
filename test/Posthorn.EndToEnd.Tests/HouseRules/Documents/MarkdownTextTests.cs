namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

public sealed class MarkdownTextTests
{
    private static readonly SourceFile Document = new("docs/a.md", """
        # One: the `first`
        Text with `[code](x)` in it.

        <!-- given: var x = 1; -->
        ```csharp
        # Not a heading
        x.ToString();
        ```

        # Two
        # Two
        """);

    [Fact]
    public void A_code_block_knows_its_language_its_line_and_what_is_given()
    {
        var fence = MarkdownText.Fences(Document).ShouldHaveSingleItem();

        fence.Language.ShouldBe("csharp");
        fence.Line.ShouldBe(6);
        fence.Code.ShouldBe(["# Not a heading", "x.ToString();"]);
        fence.Given.ShouldBe("var x = 1;");
    }

    [Fact]
    public void Prose_is_what_is_not_code()
    {
        MarkdownText.Prose(Document).Select(line => line.Number).ShouldBe([1, 2, 3, 4, 9, 10, 11]);
        MarkdownText.Prose(Document).ShouldNotContain(line => line.Text.Contains("[code]", StringComparison.Ordinal));
    }

    [Fact]
    public void Headings_can_be_linked_to()
        => MarkdownText.Anchors(Document).ShouldBe(["one-the-first", "two", "two-1"], ignoreOrder: true);

    [Fact]
    public void A_block_that_is_never_closed_ends_with_the_file()
        => MarkdownText.Fences(new("a.md", "```csharp\nvar a = 1;")).ShouldHaveSingleItem().Code.ShouldHaveSingleItem();
}
