using System.Globalization;
using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class ToleranceTests
{
    public static TheoryData<SigningScheme> SchemesWithTime => [.. SigningScheme.All.Where(scheme => scheme.SignsTime)];

    [Theory]
    [MemberData(nameof(SchemesWithTime))]
    public void SY_R2_and_B_S7_300_seconds_are_accepted_and_301_are_not_in_both_directions(SigningScheme scheme)
    {
        VerifyAt(scheme, SigningShortcuts.Now.AddSeconds(300)).Status.ShouldBe(SignatureStatus.Valid);
        VerifyAt(scheme, SigningShortcuts.Now.AddSeconds(-300)).Status.ShouldBe(SignatureStatus.Valid);
        VerifyAt(scheme, SigningShortcuts.Now.AddSeconds(301)).Status.ShouldBe(SignatureStatus.OutsideTolerance);
        VerifyAt(scheme, SigningShortcuts.Now.AddSeconds(-301)).Status.ShouldBe(SignatureStatus.OutsideTolerance);
    }

    [Theory]
    [MemberData(nameof(SchemesWithTime))]
    public void The_skew_is_measured_ahead_as_positive_and_behind_as_negative(SigningScheme scheme)
    {
        VerifyAt(scheme, SigningShortcuts.Now.AddMinutes(-6)).Skew.ShouldBe(TimeSpan.FromMinutes(6));
        VerifyAt(scheme, SigningShortcuts.Now.AddMinutes(6)).Skew.ShouldBe(TimeSpan.FromMinutes(-6));
        VerifyAt(scheme, SigningShortcuts.Now).Skew.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void SY_R2_a_receiver_in_the_middle_of_a_second_counts_whole_ones_like_the_vendors_sample()
    {
        VerifyAt(SigningScheme.Sully, SigningShortcuts.Now.AddSeconds(300.3)).Status.ShouldBe(SignatureStatus.Valid);
        VerifyAt(SigningScheme.Suki, SigningShortcuts.Now.AddSeconds(300.3)).Status.ShouldBe(SignatureStatus.OutsideTolerance);
    }

    [Theory]
    [InlineData("1000000000")]
    [InlineData("253402300800")]
    [InlineData("253402300800000")]
    [InlineData("9223372036854775807")]
    [InlineData("9223372036854775808")]
    [InlineData("99999999999999999999")]
    [InlineData("0")]
    [InlineData("000000000000000000000000000000000000000000000000000000000005")]
    public void B_S7_times_that_are_far_away_or_that_no_clock_can_show_are_outside(string digits)
    {
        foreach (var scheme in SigningScheme.All.Where(scheme => scheme.SignsTime))
        {
            var verdict = WithTimestamp(scheme, digits);

            verdict.Status.ShouldBe(SignatureStatus.OutsideTolerance);
            verdict.Code.ShouldBe("timestamp_out_of_tolerance");
            verdict.Skew.ShouldNotBeNull();
        }
    }

    [Theory]
    [InlineData("1e9")]
    [InlineData("+1767323045")]
    [InlineData("-1767323045")]
    [InlineData("1767323045.0")]
    [InlineData("1,767,323,045")]
    [InlineData("0x69573765")]
    [InlineData("１７６７３２３０４５")]
    [InlineData("١٧٦٧٣٢٣٠٤٥")]
    [InlineData("2026-01-02T03:04:05Z")]
    public void B_S7_what_is_not_digits_only_is_malformed(string timestamp)
    {
        foreach (var scheme in SigningScheme.All.Where(scheme => scheme.SignsTime))
        {
            WithTimestamp(scheme, timestamp).Status.ShouldBe(SignatureStatus.Malformed);
        }
    }

    [Theory]
    [InlineData(" 1767323045")]
    [InlineData("1767323045 ")]
    [InlineData("\t1767323045")]
    public void B_S7_a_timestamp_header_of_its_own_holds_no_space(string timestamp)
    {
        foreach (var scheme in new[] { SigningScheme.Suki, SigningScheme.Standard, SigningScheme.Slack })
        {
            WithTimestamp(scheme, timestamp).Hint.ShouldBe(SignatureHint.TimestampNotDigits);
        }
    }

    [Fact]
    public void B_S7_more_digits_than_any_time_has_are_malformed() =>
        WithTimestamp(SigningScheme.Suki, new string('1', 65)).Hint.ShouldBe(SignatureHint.HeaderTooLong);

    [Fact]
    public void B_S6_seconds_where_milliseconds_belong_are_explained_and_the_other_way_round()
    {
        var seconds = SigningShortcuts.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var milliseconds = SigningShortcuts.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

        var suki = WithTimestamp(SigningScheme.Suki, seconds);
        suki.Status.ShouldBe(SignatureStatus.OutsideTolerance);
        suki.Hint.ShouldBe(SignatureHint.TimestampInSeconds);
        suki.Explanation.ShouldBe("The timestamp counts seconds where this scheme counts milliseconds.");
        WithTimestamp(SigningScheme.Sully, milliseconds).Hint.ShouldBe(SignatureHint.TimestampInMilliseconds);
        VerifyAt(SigningScheme.Suki, SigningShortcuts.Now.AddHours(1)).Hint.ShouldBe(SignatureHint.None);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(86_400)]
    public void A_receiver_may_choose_its_own_tolerance(int seconds)
    {
        var tolerance = TimeSpan.FromSeconds(seconds);

        VerifyAt(SigningScheme.Suki, SigningShortcuts.Now + tolerance, tolerance).Status.ShouldBe(SignatureStatus.Valid);
        VerifyAt(SigningScheme.Suki, SigningShortcuts.Now + tolerance + TimeSpan.FromMilliseconds(1), tolerance)
            .Status.ShouldBe(SignatureStatus.OutsideTolerance);
        VerifyAt(SigningScheme.Suki, SigningShortcuts.Now.AddYears(500), TimeSpan.MaxValue).Status.ShouldBe(SignatureStatus.Valid);
        Should.Throw<ArgumentOutOfRangeException>(() => VerifyAt(SigningScheme.Suki, SigningShortcuts.Now, TimeSpan.FromTicks(-1)));
    }

    [Fact]
    public void SU_R2_the_timestamp_is_signed_as_the_text_that_came()
    {
        var scheme = SigningScheme.Suki;
        var key = scheme.KeyOf("test-partner-secret");
        var headers = scheme.SignWith("{}", key);
        headers["generated-at"] = "0" + headers["generated-at"];

        scheme.Check(headers, "{}", key).Status.ShouldBe(SignatureStatus.Mismatch);

        // HMAC-SHA256("test-partner-secret", "01767323045678:{}"), computed with openssl.
        headers["X-API-Key"] = "9bbd8b41b9933cdc0127866f97945574b72f078ad101f26165d119c71b7cdfe6";
        scheme.Check(headers, "{}", key).Status.ShouldBe(SignatureStatus.Valid);
    }

    [Fact]
    public void A_scheme_without_time_has_no_tolerance_to_leave()
    {
        SigningScheme.GitHub.SignsTime.ShouldBeFalse();
        VerifyAt(SigningScheme.GitHub, SigningShortcuts.Now.AddYears(10), TimeSpan.Zero).Status.ShouldBe(SignatureStatus.Valid);
    }

    private static SignatureVerdict VerifyAt(SigningScheme scheme, DateTimeOffset now, TimeSpan? tolerance = null)
    {
        var key = scheme.KeyOf(SigningShortcuts.Secret);
        var headers = scheme.SignWith("{}", key);
        return scheme.Verify(new HeaderPairs(headers), "{}"u8, [key], now, tolerance ?? TimeSpan.FromSeconds(300));
    }

    private static SignatureVerdict WithTimestamp(SigningScheme scheme, string timestamp)
    {
        var key = scheme.KeyOf(SigningShortcuts.Secret);
        var headers = scheme.SignWith("{}", key);
        foreach (var (name, value) in headers.ToList())
        {
            headers[name] = name.EndsWith("timestamp", StringComparison.OrdinalIgnoreCase) || name == "generated-at"
                ? timestamp
                : value.Replace("t=1767323045,", $"t={timestamp},", StringComparison.Ordinal);
        }

        return scheme.Check(headers, "{}", key);
    }
}
