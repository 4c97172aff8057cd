using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Tests.Endpoints;

public sealed class EndpointHeadersTests
{
    private static readonly string[] Reserved = ["webhook-*", "x-sully-signature", "generated-at", "X-API-Key"];

    [Theory]
    [InlineData("Authorization", "Bearer abc")]
    [InlineData("X-Custom", "")]
    [InlineData("x_custom", "a\tb ~!")]
    [InlineData("webhook", "x")]
    public void An_ordinary_header_is_accepted(string name, string value) => Problems((name, value)).ShouldBeEmpty();

    [Theory]
    [InlineData("X A")]
    [InlineData("X:A")]
    [InlineData("X\r\nA")]
    [InlineData("X\0")]
    [InlineData("É")]
    [InlineData("(x)")]
    [InlineData("")]
    public void B_E7_a_name_that_is_no_token_is_refused_and_not_quoted(string name)
    {
        var problem = Problems((name, "v")).ShouldHaveSingleItem();

        (problem.Pointer, problem.Code).ShouldBe(("/headers", "header_invalid"));
    }

    [Theory]
    [InlineData("a\r\nX-Evil: 1")]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a\0b")]
    [InlineData("a\x7f")]
    [InlineData("secret é")]
    [InlineData("😀")]
    public void B_E7_a_value_of_other_than_visible_ascii_is_refused_and_not_quoted(string value)
    {
        var problem = Problems(("X-A", value)).ShouldHaveSingleItem();

        (problem.Pointer, problem.Code).ShouldBe(("/headers/X-A", "header_invalid"));
        problem.Message.ShouldNotContain("secret");
    }

    [Fact]
    public void B_E7_a_value_is_at_most_4096_characters_long()
    {
        Problems(("X-A", new string('a', 4096))).ShouldBeEmpty();
        Problems(("X-A", new string('a', 4097))).ShouldHaveSingleItem().Code.ShouldBe("header_invalid");
    }

    [Theory]
    [InlineData("Host")]
    [InlineData("content-length")]
    [InlineData("Transfer-Encoding")]
    [InlineData("Connection")]
    [InlineData("TE")]
    [InlineData("Trailer")]
    [InlineData("Upgrade")]
    [InlineData("Expect")]
    [InlineData("Cookie")]
    [InlineData("webhook-id")]
    [InlineData("Webhook-Signature")]
    [InlineData("X-Sully-Signature")]
    [InlineData("generated-at")]
    [InlineData("x-api-key")]
    [InlineData("Proxy-Authorization")]
    [InlineData("proxy-anything")]
    [InlineData("Content-Type")]
    [InlineData("Accept-Encoding")]
    public void B_E8_a_header_that_is_ours_to_write_is_refused(string name)
    {
        var problem = Problems((name, "v")).ShouldHaveSingleItem();

        (problem.Pointer, problem.Code).ShouldBe(($"/headers/{name}", "header_reserved"));
    }

    [Fact]
    public void B_E9_a_header_that_differs_only_in_case_is_refused()
        => Problems(("Authorization", "a"), ("authorization", "b")).ShouldHaveSingleItem().Code.ShouldBe("header_duplicate");

    [Fact]
    public void There_are_at_most_twenty_headers()
    {
        Problems([.. Enumerable.Range(0, 20).Select(i => ($"X-{i}", "v"))]).ShouldBeEmpty();
        Problems([.. Enumerable.Range(0, 21).Select(i => ($"X-{i}", "v"))]).ShouldHaveSingleItem().Code.ShouldBe("header_count");
    }

    [Fact]
    public void All_that_is_wrong_is_said_at_once()
        => Problems(("Host", "a\r\n"), ("b c", "v"), ("HOST", "v")).Select(problem => problem.Code)
            .ShouldBe(["header_invalid", "header_reserved", "header_invalid", "header_reserved", "header_duplicate"]);

    [Fact]
    public void A_pointer_is_escaped() => Problems(("a~b", "é")).ShouldHaveSingleItem().Pointer.ShouldBe("/headers/a~0b");

    [Fact]
    public void Headers_print_without_their_values()
        => EndpointHeaders.Read([new("Authorization", "Bearer secret")], Reserved, "/headers", [])!.ToString().ShouldBe("Authorization: ***");

    private static List<InputProblem> Problems(params (string Name, string Value)[] headers)
    {
        List<InputProblem> problems = [];
        var read = EndpointHeaders.Read(headers.Select(header => KeyValuePair.Create(header.Name, header.Value)), Reserved, "/headers", problems);
        (read is null).ShouldBe(problems.Count > 0);
        return problems;
    }
}
