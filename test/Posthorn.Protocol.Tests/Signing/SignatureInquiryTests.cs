using System.Text;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class SignatureInquiryTests
{
    private const string Body = "{\"a\":1,\"b\":\"é\"}";

    public static TheoryData<string, string> ChangedBodies => new()
    {
        { "{\"a\":1,\"b\":\"é\"}\n", "body_newline_added" },
        { "{\"a\": 1, \"b\": \"é\"}", "body_rewritten" },
        { "{\"a\":1,\"b\":\"\\u00E9\"}", "body_rewritten" },
        { "\uFEFF{\"a\":1,\"b\":\"é\"}", "body_mark" },
        { "", "body_empty" },
    };

    [Theory]
    [MemberData(nameof(ChangedBodies))]
    public void B_S8_and_B_S13_a_body_that_something_rewrote_is_recognised(string received, string code) =>
        Explain(SigningScheme.Sully, SigningShortcuts.Secret, SigningShortcuts.Secret, received).ShouldBe(["mismatch", code]);

    [Theory]
    [InlineData("x\ny\n", "x\r\ny\r\n", "body_line_breaks")]
    [InlineData("x\r\ny\r\n", "x\ny\n", "body_line_breaks")]
    [InlineData("x\n", "x", "body_newline_removed")]
    [InlineData("x\r\n", "x", "body_newline_removed")]
    [InlineData("\uFEFFx", "x", "body_mark")]
    [InlineData("{\n  \"a\": 1\n}", "{\"a\":1}", "body_rewritten")]
    public void B_S8_so_are_line_breaks_marks_and_indentation(string sent, string received, string code)
    {
        var scheme = SigningScheme.Suki;
        var headers = scheme.SignWith(sent, scheme.KeyOf(SigningShortcuts.Secret));

        Codes(scheme, headers, received, SigningShortcuts.Secret, SigningShortcuts.Now).ShouldContain(code);
    }

    [Theory]
    [InlineData("sully", "whsec_dGVzdC1zZWNyZXQtMDEyMzQ1Njc4OQ==", "dGVzdC1zZWNyZXQtMDEyMzQ1Njc4OQ==", "secret_prefix_stripped")]
    [InlineData("sully", "whsec_dGVzdC1zZWNyZXQtMDEyMzQ1Njc4OQ==", "test-secret-0123456789", "secret_base64_decoded")]
    [InlineData("suki", "746573742d736563726574", "test-secret", "secret_hex_decoded")]
    [InlineData("suki", "test-secret\n", "test-secret", "secret_trimmed")]
    public void A_secret_that_the_other_side_reads_by_another_rule_is_recognised(string name, string ours, string theirs, string code)
    {
        SigningScheme.TryGet(name, out var scheme).ShouldBeTrue();

        Explain(scheme!, theirs, ours, Body).ShouldContain(code);
    }

    [Fact]
    public void The_text_of_a_secret_used_as_a_key_of_the_standard_scheme_is_recognised()
    {
        var scheme = SigningScheme.Standard;
        var verbatim = scheme.KeyFrom(Encoding.UTF8.GetBytes(SigningShortcuts.Secret));

        Codes(scheme, scheme.SignWith(Body, verbatim), Body, SigningShortcuts.Secret, SigningShortcuts.Now)
            .ShouldBe(["mismatch", "secret_verbatim"]);
    }

    [Theory]
    [InlineData(360, "clock_behind")]
    [InlineData(-360, "clock_ahead")]
    public void A_right_signature_of_another_time_is_a_matter_of_clocks(int seconds, string code)
    {
        var scheme = SigningScheme.Suki;
        var headers = scheme.SignWith(Body, scheme.KeyOf(SigningShortcuts.Secret));

        Codes(scheme, headers, Body, SigningShortcuts.Secret, SigningShortcuts.Now.AddSeconds(seconds))
            .ShouldBe(["timestamp_out_of_tolerance", code]);
    }

    [Fact]
    public void The_headers_of_another_scheme_are_named()
    {
        var headers = SigningScheme.Stripe.SignWith(Body, SigningScheme.Stripe.KeyOf(SigningShortcuts.Secret));

        Codes(SigningScheme.Sully, headers, Body, SigningShortcuts.Secret, SigningShortcuts.Now).ShouldBe(["missing", "other_scheme"]);
    }

    [Fact]
    public void A_secret_that_is_no_key_is_named_without_its_text()
    {
        var headers = SigningScheme.Standard.SignWith(Body, SigningScheme.Standard.KeyOf(SigningShortcuts.Secret));

        var findings = Explain(SigningScheme.Standard, headers, Body, "c4n4ry!", SigningShortcuts.Now);

        findings.Select(finding => finding.Code).ShouldBe(["no_secret", "secret_unusable"]);
        findings.ShouldAllBe(finding => !finding.ToString().Contains("c4n4ry", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_secret_leaves_nothing_to_find_which_is_said_and_a_valid_signature_neither()
    {
        Explain(SigningScheme.Suki, "another-secret", SigningShortcuts.Secret, Body).ShouldBe(["mismatch", "unexplained"]);
        Explain(SigningScheme.Suki, SigningShortcuts.Secret, SigningShortcuts.Secret, Body).ShouldBe(["valid"]);
        Explain(SigningScheme.Suki, "another-secret", SigningShortcuts.Secret, "{\"a\":\"\\ud800\"").ShouldBe(["mismatch", "unexplained"]);
        Explain(SigningScheme.Suki, "another-secret", SigningShortcuts.Secret, "{\"a\":\"\\ud800\"}").ShouldBe(["mismatch", "unexplained"]);
    }

    private static List<string> Explain(SigningScheme scheme, string theirs, string ours, string received) =>
        Codes(scheme, scheme.SignWith(Body, scheme.KeyOf(theirs)), received, ours, SigningShortcuts.Now);

    private static List<string> Codes(
        SigningScheme scheme, Dictionary<string, string> headers, string received, string secret, DateTimeOffset now) =>
        [.. Explain(scheme, headers, received, secret, now).Select(finding => finding.Code).Distinct()];

    private static IReadOnlyList<SignatureFinding> Explain(
        SigningScheme scheme, Dictionary<string, string> headers, string received, string secret, DateTimeOffset now) =>
        SignatureInquiry.Explain(
            scheme, new HeaderPairs(headers), Encoding.UTF8.GetBytes(received), [secret], now, TimeSpan.FromMinutes(5));
}
