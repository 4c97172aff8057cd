using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Tests.Signing;

public sealed class SchemeTests
{
    [Fact]
    public void SU_S1_suki_sends_milliseconds_and_lower_case_hex()
    {
        var headers = SigningScheme.Suki.SignWith("{}", SigningScheme.Suki.KeyOf("test-partner-secret"));

        headers.Keys.ShouldBe(["generated-at", "X-API-Key"]);
        headers["generated-at"].ShouldBe("1767323045678");
        headers["X-API-Key"].ShouldMatch("^[0-9a-f]{64}$");
    }

    [Fact]
    public void SY_S1_sully_sends_seconds_and_lower_case_hex_in_one_header()
    {
        var headers = SigningScheme.Sully.SignWith("{}", SigningScheme.Sully.KeyOf("whsec_x"));

        headers.Keys.ShouldBe(["x-sully-signature"]);
        headers["x-sully-signature"].ShouldMatch("^t=1767323045,v1=[0-9a-f]{64}$");
    }

    [Fact]
    public void SY_S2_the_prefix_of_a_secret_is_part_of_sullys_key()
    {
        var whole = SigningScheme.Sully.KeyOf(SigningShortcuts.Secret);
        var stripped = SigningScheme.Sully.KeyOf(SigningShortcuts.Secret["whsec_".Length..]);

        var headers = SigningScheme.Sully.SignWith("{}", whole);

        SigningScheme.Sully.Check(headers, "{}", stripped).Status.ShouldBe(SignatureStatus.Mismatch);
        SigningScheme.Sully.Check(headers, "{}", whole).Status.ShouldBe(SignatureStatus.Valid);
    }

    [Fact]
    public void The_standard_scheme_takes_the_prefix_off_or_does_without()
    {
        var headers = SigningScheme.Standard.SignWith("{}", SigningScheme.Standard.KeyOf(SigningShortcuts.Secret));
        var stripped = SigningScheme.Standard.KeyOf(SigningShortcuts.Secret["whsec_".Length..]);

        SigningScheme.Standard.Check(headers, "{}", stripped).Status.ShouldBe(SignatureStatus.Valid);
    }

    [Fact]
    public void Every_scheme_is_found_by_its_name_and_writes_the_headers_that_it_announces()
    {
        foreach (var scheme in SigningScheme.All)
        {
            SigningScheme.TryGet(scheme.Name, out var found).ShouldBeTrue();
            found.ShouldBeSameAs(scheme);
            scheme.ToString().ShouldBe(scheme.Name);
            scheme.SignWith("{}", scheme.KeyOf(SigningShortcuts.Secret)).Keys.ShouldBe(scheme.HeaderNames);
        }

        SigningScheme.TryGet("Suki", out _).ShouldBeFalse();
        SigningScheme.TryGet("none", out _).ShouldBeFalse();
    }

    [Fact]
    public void The_same_sending_signs_to_the_same_headers_and_another_time_to_others()
    {
        foreach (var scheme in SigningScheme.All.Where(scheme => scheme.SignsTime))
        {
            var key = scheme.KeyOf(SigningShortcuts.Secret);
            var first = scheme.Sign("msg_1", SigningShortcuts.Now, "{}"u8, [key]).ToDictionary();

            scheme.Sign("msg_1", SigningShortcuts.Now, "{}"u8, [key]).ToDictionary().ShouldBe(first);
            scheme.Sign("msg_1", SigningShortcuts.Now.AddSeconds(1), "{}"u8, [key]).ToDictionary().ShouldNotBe(first);
        }
    }

    [Fact]
    public void A_programmer_who_signs_with_nothing_or_with_nonsense_is_told()
    {
        var scheme = SigningScheme.Standard;
        var key = scheme.KeyOf(SigningShortcuts.Secret);

        Should.Throw<ArgumentException>(() => scheme.Sign("msg_1", SigningShortcuts.Now, "{}"u8, []));
        Should.Throw<ArgumentException>(() => scheme.Sign("msg_1", SigningShortcuts.Now, "{}"u8, [.. Enumerable.Repeat(key, 17)]));
        Should.Throw<ArgumentException>(() => scheme.Sign("msg.1", SigningShortcuts.Now, "{}"u8, [key]));
        Should.Throw<ArgumentException>(() => scheme.Sign("", SigningShortcuts.Now, "{}"u8, [key]));
        Should.Throw<ArgumentException>(() => scheme.Sign(new string('a', 256), SigningShortcuts.Now, "{}"u8, [key]));
        Should.Throw<ArgumentException>(() => SigningScheme.Sully.Sign("msg_1", SigningShortcuts.Now, "{}"u8, [key]));
        Should.Throw<ArgumentOutOfRangeException>(() => scheme.Sign("msg_1", DateTimeOffset.UnixEpoch.AddTicks(-1), "{}"u8, [key]));
    }

    [Fact]
    public void Sixteen_keys_can_sign_one_request_and_each_of_them_verifies_it()
    {
        foreach (var scheme in new[] { SigningScheme.Sully, SigningScheme.Standard, SigningScheme.Stripe })
        {
            var secrets = Enumerable.Range(0, 16).Select(i => Convert.ToBase64String([.. Enumerable.Repeat((byte)i, 24)]));
            SigningKey[] keys = [.. secrets.Select(scheme.KeyOf)];
            var headers = scheme.SignWith("{}", keys);

            foreach (var key in keys)
            {
                scheme.Check(headers, "{}", key).Status.ShouldBe(SignatureStatus.Valid);
            }
        }
    }

    [Fact]
    public void Signed_headers_are_read_by_index_and_print_no_value()
    {
        var headers = SigningScheme.Suki.Sign("msg_1", SigningShortcuts.Now, "{}"u8, [SigningScheme.Suki.KeyOf("secret")]);

        headers.Count.ShouldBe(2);
        headers[0].Key.ShouldBe("generated-at");
        Should.Throw<ArgumentOutOfRangeException>(() => headers[2]);
        Should.Throw<ArgumentOutOfRangeException>(() => headers[-1]);
        headers.ToString().ShouldBe("2 signed headers");
        default(SignedHeaders).Count.ShouldBe(0);
    }
}
