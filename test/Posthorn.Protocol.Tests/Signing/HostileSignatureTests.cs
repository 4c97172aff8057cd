using System.Globalization;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class HostileSignatureTests
{
    private static readonly SigningScheme Standard = SigningScheme.Standard;
    private static readonly SigningScheme Sully = SigningScheme.Sully;
    private static readonly SigningKey StandardKey = Standard.KeyOf(SigningShortcuts.Secret);
    private static readonly SigningKey SullyKey = Sully.KeyOf(SigningShortcuts.Secret);
    private static readonly string Right = Standard.SignWith("{}", StandardKey)["webhook-signature"];

    public static TheoryData<string> WrongLengths =>
    [
        "v1,", "v1,AA==", "v1", ",", " ", "v1,=", "v1,====", Right[..^1], Right[..^2], Right + "A", Right + "=", Right + "AAAA",
        Right[..^4], "v1,v1," + Right[3..],
    ];

    public static TheoryData<string> OtherVersions =>
    [
        "v0," + Right[3..], "v1a," + Right[3..], "none," + Right[3..], "V1," + Right[3..], "v1 " + Right[3..], "v1;" + Right[3..],
        Right[3..], "v10," + Right[3..], "v1=" + Right[3..],
    ];

    [Theory]
    [MemberData(nameof(WrongLengths))]
    public void B_S2_a_signature_that_is_not_32_bytes_is_a_mismatch(string signature) =>
        CheckStandard(signature).Status.ShouldBe(SignatureStatus.Mismatch);

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("0")]
    public void B_S2_the_same_for_hex(string signature)
    {
        var right = Sully.SignWith("{}", SullyKey)["x-sully-signature"];

        CheckSully(right[..^64] + signature).Status.ShouldBe(SignatureStatus.Mismatch);
        CheckSully(right[..^1]).Status.ShouldBe(SignatureStatus.Mismatch);
        CheckSully(right + "0").Status.ShouldBe(SignatureStatus.Mismatch);
        CheckSully(right + "00").Status.ShouldBe(SignatureStatus.Mismatch);
        CheckSully(right[..^64] + right[^64..].Replace(right[^1], 'g')).Status.ShouldBe(SignatureStatus.Mismatch);
    }

    [Fact]
    public void B_S3_sixteen_signatures_are_read_and_a_seventeenth_is_too_many()
    {
        var wrong = "v1," + Convert.ToBase64String(new byte[32]);
        CheckStandard(string.Join(' ', [.. Enumerable.Repeat(wrong, 15), Right])).Status.ShouldBe(SignatureStatus.Valid);

        var verdict = CheckStandard(string.Join(' ', [.. Enumerable.Repeat(wrong, 16), Right]));

        verdict.Status.ShouldBe(SignatureStatus.Malformed);
        verdict.Hint.ShouldBe(SignatureHint.TooManySignatures);
        CheckStandard(string.Join(' ', [Right, .. Enumerable.Repeat("v1a,x", 16)])).Status.ShouldBe(SignatureStatus.Malformed);
    }

    [Fact]
    public void B_S3_the_same_for_parts()
    {
        var right = Sully.SignWith("{}", SullyKey)["x-sully-signature"];
        var (time, signature) = (right.Split(',')[0], right.Split(',')[1]);

        CheckSully(string.Join(',', [.. Enumerable.Repeat("v1=00", 15), signature, time])).Status.ShouldBe(SignatureStatus.Valid);
        CheckSully(string.Join(',', [.. Enumerable.Repeat("v1=00", 16), signature, time])).Status.ShouldBe(SignatureStatus.Malformed);
    }

    [Fact]
    public void B_S3_ten_thousand_signatures_and_a_header_of_a_megabyte_are_malformed()
    {
        var many = string.Join(' ', Enumerable.Repeat("v1,x", 10_000));
        var long1 = Right + new string(' ', 1 << 20);

        CheckStandard(many).Hint.ShouldBe(SignatureHint.HeaderTooLong);
        CheckStandard(long1).Hint.ShouldBe(SignatureHint.HeaderTooLong);
        CheckStandard(Right.PadRight(8192)).Status.ShouldBe(SignatureStatus.Valid);
        CheckStandard(Right.PadRight(8193)).Status.ShouldBe(SignatureStatus.Malformed);
        CheckSully("t=1," + new string('x', 1 << 20)).Status.ShouldBe(SignatureStatus.Malformed);
    }

    [Theory]
    [MemberData(nameof(OtherVersions))]
    public void B_S4_a_signature_of_another_version_is_not_looked_at(string signature) =>
        CheckStandard(signature).Status.ShouldBe(SignatureStatus.Mismatch);

    [Fact]
    public void B_S4_a_right_signature_counts_beside_those_of_other_versions() =>
        CheckStandard($"v1a,{Right[3..]} {Right} v2,x").Status.ShouldBe(SignatureStatus.Valid);

    [Theory]
    [InlineData("sha1=")]
    [InlineData("SHA256=")]
    [InlineData("sha512=")]
    [InlineData("")]
    public void B_S4_the_algorithm_is_never_taken_from_the_request(string prefix)
    {
        var scheme = SigningScheme.GitHub;
        var key = scheme.KeyOf(SigningShortcuts.Secret);
        var headers = scheme.SignWith("{}", key);
        headers["X-Hub-Signature-256"] = prefix + headers["X-Hub-Signature-256"]["sha256=".Length..];

        scheme.Check(headers, "{}", key).Status.ShouldBe(SignatureStatus.Mismatch);
    }

    [Fact]
    public void B_S6_upper_case_hex_is_the_same_signature()
    {
        foreach (var scheme in SigningScheme.All.Where(scheme => scheme != SigningScheme.Standard))
        {
            var key = scheme.KeyOf(SigningShortcuts.Secret);
            var headers = scheme.SignWith("{}", key);
            var name = scheme.HeaderNames[^1];
            headers[name] = headers[name][..^64] + headers[name][^64..].ToUpperInvariant();

            scheme.Check(headers, "{}", key).Status.ShouldBe(SignatureStatus.Valid);
        }
    }

    [Fact]
    public void B_S9_of_all_spellings_of_base64_only_the_canonical_one_verifies()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        var lastDigit = Alphabet.IndexOf(Right[^2], StringComparison.Ordinal);
        foreach (var sameBytes in new[] { 1, 2, 3 }.Select(low => Alphabet[lastDigit | low]).Where(digit => digit != Right[^2]))
        {
            var respelled = $"{Right[..^2]}{sameBytes}=";
            Convert.FromBase64String(respelled[3..]).ShouldBe(Convert.FromBase64String(Right[3..]));

            CheckStandard(respelled).Status.ShouldBe(SignatureStatus.Mismatch);
        }

        foreach (var space in new[] { ' ', '\t', '\n', '\r' })
        {
            CheckStandard(Right.Insert(10, space.ToString(CultureInfo.InvariantCulture))).Status.ShouldBe(SignatureStatus.Mismatch);
        }

        CheckStandard(Right.TrimEnd('=')).Status.ShouldBe(SignatureStatus.Mismatch);
    }

    [Theory]
    [InlineData("msg.1")]
    [InlineData("a:b")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a\0")]
    public void B_S10_an_id_with_other_characters_is_malformed(string id)
    {
        var headers = Standard.SignWith("{}", StandardKey);
        headers["webhook-id"] = id;

        var verdict = Standard.Check(headers, "{}", StandardKey);

        verdict.Status.ShouldBe(SignatureStatus.Malformed);
        verdict.Hint.ShouldBe(SignatureHint.IdNotAllowed);
        verdict.Header.ShouldBe("webhook-id");
    }

    [Fact]
    public void B_S10_no_other_split_of_the_signed_text_verifies()
    {
        // msg_1.1767323045.5.rest may be read as three parts in two ways; the signature must hold for one only.
        var headers = Standard.SignWith("5.rest", StandardKey);
        var time = headers["webhook-timestamp"];

        headers["webhook-id"] = $"msg_1.{time}";
        headers["webhook-timestamp"] = "5";
        Standard.Check(headers, "rest", StandardKey).Status.ShouldBe(SignatureStatus.Malformed);

        headers["webhook-id"] = "msg_1";
        headers["webhook-timestamp"] = $"{time}.5";
        Standard.Check(headers, "rest", StandardKey).Status.ShouldBe(SignatureStatus.Malformed);
    }

    [Fact]
    public void B_S12_a_body_that_is_not_utf_8_is_verified_as_the_bytes_it_is()
    {
        byte[] body = [0xFF, 0xFE, 0x00, 0x80];
        var headers = Standard.Sign("msg_1", SigningShortcuts.Now, body, [StandardKey]).ToDictionary();

        Verify(body).Status.ShouldBe(SignatureStatus.Valid);
        Verify([0xFF, 0xFE, 0x00, 0x81]).Status.ShouldBe(SignatureStatus.Mismatch);
        Verify("\uFFFD\uFFFD\0\uFFFD"u8.ToArray()).Status.ShouldBe(SignatureStatus.Mismatch);

        SignatureVerdict Verify(byte[] bytes) =>
            Standard.Verify(new HeaderPairs(headers), bytes, [StandardKey], SigningShortcuts.Now, Standard.DefaultTolerance);
    }

    private static SignatureVerdict CheckStandard(string signature)
    {
        var headers = Standard.SignWith("{}", StandardKey);
        headers["webhook-signature"] = signature;
        return Standard.Check(headers, "{}", StandardKey);
    }

    private static SignatureVerdict CheckSully(string signature) =>
        Sully.Check(new Dictionary<string, string> { ["x-sully-signature"] = signature }, "{}", SullyKey);
}
